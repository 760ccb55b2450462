/** A big site in a process of its own, for as long as it is measured. */
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { Child } from '../../vscode/child';
import type { Reached } from './scaleTimes';

const root = resolve(__dirname, '../../..');
const limitMs = 120_000;

/** `line` is how the server is reached as it said it, for other programs. */
export async function onScaleServer<T>(
  workbooks: number,
  use: (reached: Reached, line: string) => Promise<T>,
): Promise<T> {
  const server = new Child(
    process.execPath,
    ['--require', 'tsx/cjs', join(__dirname, 'scaleServer.ts'), String(workbooks)],
    { cwd: root },
  );
  try {
    // It stands for another machine: whoever asks it, we or others, shall not wait for a core that it has.
    if (server.process.pid !== undefined)
      setPriority(server.process.pid, constants.priority.PRIORITY_LOW);
    const [, line = ''] = await server.saying(/^(\{.*\})$/mu, limitMs);
    return await use(JSON.parse(line) as Reached, line);
  } finally {
    await server.dispose();
  }
}
