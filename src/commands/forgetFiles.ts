/** Deletes the files of Vizport: its storage for all workspaces and for this one, and its logs of this and earlier sessions. */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type * as vscode from 'vscode';

export interface OwnFolders {
  readonly globalStorageUri: vscode.Uri;
  readonly storageUri: vscode.Uri | undefined;
  /** `…/logs/20260101T120000/window1/exthost/vizport.vizport`. */
  readonly logUri: vscode.Uri;
}

export async function forgetFiles({
  globalStorageUri,
  storageUri,
  logUri,
}: OwnFolders): Promise<void> {
  const folders = [
    globalStorageUri.fsPath,
    ...(storageUri === undefined ? [] : [storageUri.fsPath]),
  ];
  const logs = await logFolders(logUri.fsPath);
  await Promise.all(
    [...folders, ...logs].map((folder) =>
      rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }),
    ),
  );
}

/** Where VS Code keeps the logs of its last sessions: ours has the same name in each of them. */
export async function logFolders(own: string): Promise<readonly string[]> {
  const name = basename(own);
  const above: string[] = [];
  for (let at = dirname(own); above.length < 4 && at !== dirname(at); at = dirname(at))
    above.push(at);
  const logs = above.find((folder) => basename(folder) === 'logs');
  if (logs === undefined) return [own];
  const below = await readdir(logs, { recursive: true, withFileTypes: true });
  const found = below
    .filter((entry) => entry.isDirectory() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name));
  return [...new Set([own, ...found])];
}
