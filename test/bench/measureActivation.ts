/** Runs inside a VS Code's extension host: times how long an extension's bundle takes to load, and its `activate` to return. */
import Module from 'node:module';
import * as vscode from 'vscode';
import { activationMark, type Activation, type Times } from './activationTimes';

type Load = (request: string, ...rest: unknown[]) => unknown;
interface Activated {
  activate?: (...args: unknown[]) => unknown;
}

/** What VS Code calls. */
export async function run(): Promise<void> {
  await idle();
  const ours = await timesOf('vizport.vizport');
  const markdown = await timesOf('vscode.markdown-language-features');
  console.log(`${activationMark}${JSON.stringify({ ours, markdown } satisfies Activation)}`);
  // The console travels by messages.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Whatever the extension host does at its start should be over: two seconds in which nothing held it up. */
async function idle(): Promise<void> {
  const giveUp = performance.now() + 30_000;
  for (let calm = 0; calm < 40 && performance.now() < giveUp;) {
    const began = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    calm = performance.now() - began < 60 ? calm + 1 : 0;
  }
}

async function timesOf(id: string): Promise<Times> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not installed`);
  if (extension.isActive) throw new Error(`${id} is active already: nothing can be measured`);
  const loader = Module as unknown as { _load: Load };
  const original = loader._load;
  const times = { load: NaN, activate: NaN };
  const wrap: Load = (request, ...rest) => {
    if (!request.startsWith(extension.extensionPath)) return original(request, ...rest);
    loader._load = original;
    const began = performance.now();
    const exports = original(request, ...rest) as Activated;
    times.load = performance.now() - began;
    // VS Code calls `activate` of what it was given: ours only takes the time.
    return {
      ...exports,
      activate: (...args: unknown[]) => {
        const called = performance.now();
        const returned = exports.activate?.(...args);
        times.activate = performance.now() - called;
        return returned;
      },
    };
  };
  loader._load = wrap;
  try {
    await extension.activate();
  } finally {
    loader._load = original;
  }
  if (Number.isNaN(times.load + times.activate)) throw new Error(`${id} was loaded in another way`);
  return times;
}
