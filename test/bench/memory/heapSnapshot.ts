/** What lies in a heap: data, and what V8 makes for itself of the code that runs. Both are read from a heap snapshot. */
import { readFileSync } from 'node:fs';

/** KB. */
export interface Lying {
  /** Objects, closures, arrays, strings, their shapes: what somebody keeps. */
  readonly data: number;
  /** Bytecode, machine code, feedback, the line ends of scripts: V8 makes them late, in lumps, and keeps them. */
  readonly code: number;
}

/** The part of V8's format that is used. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

const codeTypes = new Set(['code', 'hidden']);

export function lyingIn(file: string): Lying {
  return lyingInSnapshot(JSON.parse(readFileSync(file, 'utf8')) as Snapshot);
}

export function lyingInSnapshot({ snapshot: { meta }, nodes }: Snapshot): Lying {
  const width = meta.node_fields.length;
  const type = meta.node_fields.indexOf('type');
  const size = meta.node_fields.indexOf('self_size');
  const [names] = meta.node_types;
  const isCode = names.map((name) => codeTypes.has(name));
  const bytes = { data: 0, code: 0 };
  for (let at = 0; at < nodes.length; at += width)
    bytes[isCode[nodes[at + type] ?? 0] ? 'code' : 'data'] += nodes[at + size] ?? 0;
  return { data: bytes.data / 1024, code: bytes.code / 1024 };
}

/** From one snapshot to a later one. */
export function grownBy(before: Lying, after: Lying): Lying {
  return { data: after.data - before.data, code: after.code - before.code };
}
