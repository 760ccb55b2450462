/**
 * An extension that does in the extension host what it is told to from outside, and weighs the heap there: all extensions
 * share one. It is told by files, because the palette is slow and takes the focus.
 */
import { buildSync } from 'esbuild';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeManifest } from '../../vscode/writeManifest';
import { lyingIn, type Lying } from './heapSnapshot';

const root = resolve(__dirname, '../../..');
/** Of the extension's environment: the folder in which it looks for what to do. */
export const talkVariable = 'VIZPORT_HEAP_TALK';
/** A snapshot takes half a minute. */
const limitMs = 180_000;
const snapshotCommand = 'snapshot';
const snapshotFile = 'now.heapsnapshot';

const host = `
  import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  import v8 from 'node:v8';
  import * as vscode from 'vscode';
  import { heapKb } from './test/bench/memory/heap';

  const folder = process.env[${JSON.stringify(talkVariable)}];
  const asked = join(folder, 'asked.json');

  async function answer() {
    if (!existsSync(asked)) return;
    const { command } = JSON.parse(readFileSync(asked, 'utf8'));
    rmSync(asked);
    const value = await done(command);
    const text = JSON.stringify({ value: typeof value === 'number' ? value : null });
    writeFileSync(join(folder, 'answer.tmp'), text);
    renameSync(join(folder, 'answer.tmp'), join(folder, 'answer.json'));
  }

  async function done(command) {
    if (command === 'heap') return heapKb();
    if (command !== ${JSON.stringify(snapshotCommand)}) return vscode.commands.executeCommand(command);
    await heapKb();
    v8.writeHeapSnapshot(join(folder, ${JSON.stringify(snapshotFile)}));
    return undefined;
  }

  export function activate(context) {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      answer().catch(console.error).finally(() => (busy = false));
    }, 20);
    context.subscriptions.push({ dispose: () => clearInterval(timer) });
    context.subscriptions.push(
      vscode.commands.registerCommand('bench.openEmpty', () => {
        const panel = vscode.window.createWebviewPanel('bench.empty', 'Empty', 1, { enableScripts: true });
        panel.webview.onDidReceiveMessage(() => undefined);
        panel.webview.html = '<p>Empty</p><script>acquireVsCodeApi().postMessage(1)</script>';
      }),
    );
  }
`;

export function makeHeapExtension(folder: string): void {
  writeManifest(folder, {
    name: 'heap',
    publisher: 'bench',
    activationEvents: ['onStartupFinished'],
  });
  buildSync({
    absWorkingDir: root,
    stdin: { contents: host, resolveDir: root, sourcefile: 'heap.ts', loader: 'ts' },
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
}

/** What lies in the heap of the host. */
export async function snapshotInHost(talk: string): Promise<Lying> {
  await inHost(talk, snapshotCommand);
  return lyingIn(join(talk, snapshotFile));
}

/** Has a command run in the host (`heap` is one too), and gives the number that it gave, if it gave one. */
export async function inHost(talk: string, command: string): Promise<number | undefined> {
  const answer = join(talk, 'answer.json');
  writeFileSync(join(talk, 'asked.tmp'), JSON.stringify({ command }));
  renameSync(join(talk, 'asked.tmp'), join(talk, 'asked.json'));
  const giveUp = Date.now() + limitMs;
  while (!existsSync(answer)) {
    if (Date.now() > giveUp) throw new Error(`The extension host did not answer ${command}`);
    await sleep(20);
  }
  const { value } = JSON.parse(readFileSync(answer, 'utf8')) as { value: number | null };
  rmSync(answer);
  return value ?? undefined;
}
