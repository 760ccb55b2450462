/** Reads JSON with the place of each value: a list of objects, wherever in the document it stands. */
import { parseTree, type Node } from 'jsonc-parser';
import { fieldOf, isMapping, type Cell, type PlacedRow, type ReadTable } from './placed';

export function readJson(text: string): ReadTable | undefined {
  const root = parseTree(text);
  const list = root && listIn(text, root);
  if (list === undefined) return undefined;
  const rows = (list.children ?? []).flatMap((node) => rowOf(text, node) ?? []);
  return { rows, rowsAreLines: false, encode: (value) => JSON.stringify(value) };
}

/** The first list of objects that say what they are about. */
function listIn(text: string, node: Node): Node | undefined {
  if (node.type === 'array') {
    const [first] = node.children ?? [];
    return first && rowOf(text, first) && node;
  }
  for (const child of node.children ?? []) {
    const found = listIn(text, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function rowOf(text: string, node: Node): PlacedRow | undefined {
  if (node.type !== 'object') return undefined;
  const cells: Partial<Record<string, Cell>> = {};
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    const field = fieldOf(String(key?.value));
    if (field === undefined || value === undefined || value.children !== undefined) continue;
    cells[field] = {
      // A number or a truth as it is written there.
      value:
        value.type === 'null'
          ? ''
          : value.type === 'string'
            ? (value.value as string)
            : text.slice(value.offset, value.offset + value.length),
      start: value.offset,
      end: value.offset + value.length,
    };
  }
  if (!isMapping(Object.keys(cells).map(fieldOf))) return undefined;
  return { start: node.offset, end: node.offset + node.length, cells };
}
