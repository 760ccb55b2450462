/** The items as a Python dictionary by LUID: orchestrators then pass LUIDs around, in which nothing is a template. */
import { pythonString } from '../quote';
import type { PipelineItem } from '../target';
import { pathComment } from '../words';

export function itemsByLuid(items: readonly PipelineItem[]): string {
  const rows = items.flatMap((item) => [
    `    # ${pathComment(item)}`,
    `    ${pythonString(item.luid)}: (${pythonString(item.kind)}, ${pythonString(item.name)}),`,
  ]);
  return `ITEMS = {\n${rows.join('\n')}\n}`;
}
