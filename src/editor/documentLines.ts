/** A document as the rooms below read it; and which documents are read at all. */
import type * as vscode from 'vscode';
import { isLockFile } from '../references/lockFiles';
import type { Lines } from '../references/surroundings';
import { setting } from '../ui/settings';

export function linesOfDocument(document: vscode.TextDocument): Lines {
  return {
    lineCount: document.lineCount,
    lineAt: (line) => document.lineAt(line).text,
  };
}

/** False in the files that programs write, and everywhere when the user has switched it off. */
export function isRead(document: vscode.TextDocument): boolean {
  return setting('vizport.code.enabled') && !isLockFile(document.uri.path);
}
