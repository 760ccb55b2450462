/** A long answer as JSON text, in pieces: the whole of it is never one string unless somebody wants it. */
import { setImmediate } from 'node:timers/promises';

/** Elements of lists so far from the root are written at once. */
const deepest = 4;

/** As `JSON.stringify(value, undefined, 2)` writes it. */
export function* jsonPieces(value: unknown, indent = '', depth = 0): Generator<string> {
  if (typeof value !== 'object' || value === null || depth === deepest) {
    yield (JSON.stringify(value, undefined, 2) ?? 'null').replaceAll('\n', `\n${indent}`);
    return;
  }
  const isList = Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = isList
    ? value.map((item) => ['', item])
    : Object.entries(value).filter(([, member]) => member !== undefined);
  if (entries.length === 0) {
    yield isList ? '[]' : '{}';
    return;
  }
  const within = `${indent}  `;
  let before = isList ? '[' : '{';
  for (const [name, member] of entries) {
    yield `${before}\n${within}${isList ? '' : `${JSON.stringify(name)}: `}`;
    // A row is short: written at once, it costs a fraction.
    yield* jsonPieces(member, within, isList ? deepest : depth + 1);
    before = ',';
  }
  yield `\n${indent}${isList ? ']' : '}'}`;
}

export interface Measured {
  readonly head: string;
  readonly characters: number;
}

/** The beginning, and how long the whole is, in turns. */
export async function measured(value: unknown, headLength: number): Promise<Measured> {
  let head = '';
  let characters = 0;
  await eachPiece(jsonPieces(value), (piece) => {
    characters += piece.length;
    if (head.length < headLength) head += piece;
  });
  return { head: head.slice(0, headLength), characters };
}

const turnMs = 10;

/** Handles pieces in short turns, so that others have theirs. */
export async function eachPiece(
  pieces: Iterable<string>,
  handle: (piece: string) => void | Promise<void>,
): Promise<void> {
  let startedAt = performance.now();
  for (const piece of pieces) {
    const handled = handle(piece);
    if (handled !== undefined) await handled;
    if (performance.now() - startedAt < turnMs) continue;
    await setImmediate();
    startedAt = performance.now();
  }
}
