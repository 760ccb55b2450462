/** Which programs run, and who listens: to prove that nothing is left. Not for Windows. */
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';

export interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function all(): Running[] {
  const list = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,args='], {
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  return list.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/u.exec(line) ?? [];
    // Who has ended and was not buried by its parent yet does nothing any more.
    return pid === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** The process and all that it started, directly or not. */
export function belowOf(pid: number): Running[] {
  const running = all();
  const found = running.filter((one) => one.pid === pid);
  for (const above of found) found.push(...running.filter((one) => one.parent === above.pid));
  return found;
}

/** Those that are still there. */
export function alive(those: readonly Running[]): Running[] {
  const running = all();
  return those.filter((one) =>
    running.some(({ pid, command }) => pid === one.pid && command === one.command),
  );
}

export function isListening(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
