/** Checks what the page sends about a table. */
import { RpcError } from '../../base/rpc';
import {
  copyFormats,
  exportFormats,
  type CopyFormat,
  type ExportFormat,
  type RowRange,
  type TableView,
} from '../../webview/resultsProtocol';
import { copyForms, type CopyForm } from '../../query/copyForms';
import { flagOf, memberOf, optionalTextOf, textOf } from '../pageInput';

export function viewOfInput(input: unknown): TableView {
  const list = optionalTextOf(input, 'list');
  const columns = memberOf(input, 'columns');
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === 'string'))
    throw new RpcError('The page sent no usable columns', 'badInput');
  const order = memberOf(input, 'order');
  return {
    tab: textOf(input, 'tab'),
    columns,
    filter: textOf(input, 'filter'),
    ...(list === undefined ? {} : { list }),
    ...(order == null
      ? {}
      : { order: { column: textOf(order, 'column'), descending: flagOf(order, 'descending') } }),
  };
}

export function countOf(input: unknown, name: string): number {
  const value = memberOf(input, name);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RpcError(`The page sent no usable ${name}`, 'badInput');
}

export function rangesOf(input: unknown): readonly RowRange[] {
  const ranges = memberOf(input, 'ranges');
  if (!Array.isArray(ranges)) throw new RpcError('The page sent no usable ranges', 'badInput');
  return ranges.map((range) => [countOf(range, '0'), countOf(range, '1')]);
}

export function copyFormatOf(input: unknown): CopyFormat {
  return oneOf(copyFormats, input);
}

export function exportFormatOf(input: unknown): ExportFormat {
  return oneOf(exportFormats, input);
}

export function copyFormOfLuids(input: unknown): CopyForm {
  return oneOf(copyForms, input, 'form');
}

function oneOf<T extends string>(formats: readonly T[], input: unknown, name = 'format'): T {
  const asked = textOf(input, name);
  const format = formats.find((one) => one === asked);
  if (format === undefined) throw new RpcError('The page sent no usable format', 'badInput');
  return format;
}
