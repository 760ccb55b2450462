/** Where in a document names can stand as comments beside a line, and how they are written there. */
import type * as vscode from 'vscode';
import { commentFor } from '../references/comments';
import { longTexts } from '../references/longStrings';
import { linesOfDocument } from './documentLines';

export interface NamesPlaced {
  readonly at: vscode.Position;
  readonly text: string;
  /** On a line of its own, which moves the other down. */
  readonly isAbove: boolean;
}

/** Where something is written into the document at the same time. */
export interface LineToBe {
  readonly text: string;
  /** The first of the lines that become this one. */
  readonly first?: number;
}

/** For the document as it is now; undefined where no comment can stand, or the names do already. */
export function namesBeside(
  document: vscode.TextDocument,
): (line: number, names: readonly string[], toBe?: LineToBe) => NamesPlaced | undefined {
  const { languageId } = document;
  const isInText = longTexts(languageId, linesOfDocument(document));
  return (line, names, { text, first = line } = document.lineAt(line)) => {
    if (isInText(line)) return undefined;
    const before = first === 0 ? '' : document.lineAt(first - 1).text;
    const comment = commentFor(languageId, text, names, before);
    if (comment === undefined) return undefined;
    const isAbove = comment.at === 'start';
    const at = isAbove ? document.lineAt(first).range.start : document.lineAt(line).range.end;
    return { at, text: comment.text, isAbove };
  };
}
