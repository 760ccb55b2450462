/** Where in a document names can stand as comments beside a line, and how they are written there. */
import type * as vscode from 'vscode';
import { commentFor } from '../references/comments';
import { longTexts } from '../references/longStrings';
import { linesOfDocument } from './documentLines';

interface Placed {
  readonly at: vscode.Position;
  readonly text: string;
}

/**
 * For the document as it is now; undefined where no comment can stand, or the names do already. `text` is what the line will be
 * where something is written into it at the same time.
 */
export function namesBeside(
  document: vscode.TextDocument,
): (line: number, names: readonly string[], text?: string) => Placed | undefined {
  const { languageId } = document;
  const isInText = longTexts(languageId, linesOfDocument(document));
  return (line, names, text = document.lineAt(line).text) => {
    if (isInText(line)) return undefined;
    const { range } = document.lineAt(line);
    const before = line === 0 ? '' : document.lineAt(line - 1).text;
    const comment = commentFor(languageId, text, names, before);
    return comment && { at: comment.at === 'end' ? range.end : range.start, text: comment.text };
  };
}
