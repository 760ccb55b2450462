/** What stands in a selection, or at a caret. */
import * as vscode from 'vscode';
import { referencesIn, type Reference } from '../references/references';
import { linesOfDocument } from './documentLines';

export interface Placed {
  readonly reference: Reference;
  readonly range: vscode.Range;
}

export function referencesInRange(
  document: vscode.TextDocument,
  range: vscode.Range,
): readonly Placed[] {
  const lines = linesOfDocument(document);
  const found: Placed[] = [];
  const last = Math.min(range.end.line, document.lineCount - 1);
  for (let line = range.start.line; line <= last; line += 1)
    for (const reference of referencesIn(lines, line)) {
      const at = new vscode.Range(line, reference.start, line, reference.end);
      if (at.intersection(range) !== undefined) found.push({ reference, range: at });
    }
  return found;
}
