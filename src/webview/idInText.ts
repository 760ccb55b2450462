/** Which id stands at a place of a result's JSON text. */
import { getLocation, type Location } from 'jsonc-parser';
import { answerIdAt, type AnswerId } from '../query/answerIds';
import type { TabRun } from './tabRuns';

export interface FoundId {
  readonly id: AnswerId;
  readonly start: number;
  readonly end: number;
}

export function idInText(
  text: string,
  offset: number,
  run: TabRun | undefined,
): FoundId | undefined {
  if (run?.status !== 'ended') return undefined;
  const { path, previousNode: node, isAtPropertyKey }: Location = getLocation(text, offset);
  const [root, ...below] = path;
  if (root !== 'data' || isAtPropertyKey || node?.type !== 'string') return undefined;
  // Between two values the one before is told.
  if (offset < node.offset || offset > node.offset + node.length) return undefined;
  const type = typeBeside(run.outcome.data, below);
  const id = answerIdAt(run.outcome, { path: below, value: node.value as unknown, type });
  return id && { id, start: node.offset, end: node.offset + node.length };
}

function typeBeside(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of [...path.slice(0, -1), '__typename'])
    value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[step];
  return value;
}
