/**
 * Hands a session from window to window where secret storage does not (VS Code in a browser reads it once, at its start). Over a
 * socket that only this user can open, and each side proves that it has read the other's key: see `windowRegistry.ts`.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { TableauSession } from '../tableau/client';
import type { FindSession } from './sharing';
import type { WindowAddress, WindowRegistry } from './windowRegistry';

interface Hello {
  readonly nonce: string;
}
interface Question {
  readonly nonce: string;
  readonly proof: string;
  readonly key: string;
  readonly fence: number;
}
interface Answer {
  readonly proof: string;
  readonly session: TableauSession | null;
}

const limitMs = 2_000;

export class WindowSocket implements Disposable {
  readonly #registry: WindowRegistry;
  readonly #find: FindSession;
  readonly #log: Log;
  readonly #open = new Set<Socket>();
  #server: Server | undefined;
  #own: WindowAddress | undefined;
  #isListening = false;
  #failed = false;
  #disposed = false;

  constructor(registry: WindowRegistry, find: FindSession, log: Log) {
    this.#registry = registry;
    this.#find = find;
    this.#log = log;
  }

  /** False where no socket can be opened; the other windows of this user cannot either, then. */
  get canListen(): boolean {
    return !this.#failed;
  }

  /** Begins once; where it cannot, this window is not asked, and the log says why. */
  listen(): void {
    if (this.#isListening || this.#disposed) return;
    this.#isListening = true;
    this.#listen().catch((error: unknown) => {
      this.#failed = true;
      this.#log.warn(`Other windows cannot ask this one for its session: ${String(error)}`);
    });
  }

  /** All windows at once; the first that has it. */
  async ask(key: string, fence: number, signal?: AbortSignal): Promise<TableauSession | undefined> {
    const others = (await this.#registry.list()).filter(({ id }) => id !== this.#own?.id);
    const asked = others.map(async (address) => {
      const session = await this.#askOne(address, key, fence, signal);
      return session ?? Promise.reject(new Error('not there'));
    });
    try {
      return await Promise.any(asked);
    } catch {
      // None of them has it, or there are none.
      return undefined;
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#server?.close();
    for (const socket of this.#open) socket.destroy();
    if (this.#own === undefined) return;
    try {
      this.#registry.forgetNow(this.#own);
    } catch (error) {
      // Whoever asks this window next finds nobody, and tidies up.
      this.#log.debug(`A socket was left behind: ${String(error)}`);
    }
  }

  async #listen(): Promise<void> {
    const address = await this.#registry.newAddress();
    const server = createServer((socket) => this.#serve(socket, address));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address.path, resolve);
    });
    server.unref();
    this.#server = server;
    this.#own = address;
    await this.#registry.publish(address);
    if (this.#disposed) this.dispose();
  }

  #serve(socket: Socket, own: WindowAddress): void {
    this.#keep(socket);
    const nonce = randomBytes(16).toString('hex');
    send(socket, { nonce } satisfies Hello);
    nextLine(socket)
      .then(
        (line) => {
          const asked = JSON.parse(line) as Question;
          if (!isProven(asked.proof, own.key, `asks ${nonce} ${asked.nonce}`)) {
            socket.destroy();
            return;
          }
          const session = this.#find(asked.key, asked.fence) ?? null;
          const proof = proofOf(own.key, `answers ${asked.nonce} ${nonce}`);
          socket.end(`${JSON.stringify({ proof, session } satisfies Answer)}\n`);
        },
        () => socket.destroy(),
      )
      .catch(() => socket.destroy());
  }

  async #askOne(
    address: WindowAddress,
    key: string,
    fence: number,
    signal: AbortSignal | undefined,
  ): Promise<TableauSession | undefined> {
    if (!(await this.#registry.isSafe(address))) {
      await this.#registry.forget(address);
      return undefined;
    }
    const socket = connect(address.path);
    this.#keep(socket);
    const stop = (): void => void socket.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const lines = nextLines(socket);
      const { nonce: theirs } = JSON.parse(await lines()) as Hello;
      const nonce = randomBytes(16).toString('hex');
      const proof = proofOf(address.key, `asks ${theirs} ${nonce}`);
      send(socket, { nonce, proof, key, fence } satisfies Question);
      const answer = JSON.parse(await lines()) as Answer;
      if (!isProven(answer.proof, address.key, `answers ${nonce} ${theirs}`)) return undefined;
      return answer.session ?? undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The window has died without a word.
      if (code === 'ECONNREFUSED' || code === 'ENOENT') await this.#registry.forget(address);
      return undefined;
    } finally {
      signal?.removeEventListener('abort', stop);
      socket.destroy();
    }
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.setTimeout(limitMs, () => socket.destroy(new Error('no answer in time')));
    socket.once('close', () => this.#open.delete(socket));
    socket.unref();
  }
}

function send(socket: Socket, message: object): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

function nextLine(socket: Socket): Promise<string> {
  return nextLines(socket)();
}

/** Rejects when the other side breaks off. */
function nextLines(socket: Socket): () => Promise<string> {
  const failed = new Promise<never>((_, reject) => {
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input: socket, crlfDelay: Infinity })[Symbol.asyncIterator]();
  return async () => {
    const line: IteratorResult<string, unknown> = await Promise.race([lines.next(), failed]);
    if (line.done === true) throw new Error('closed');
    return line.value;
  };
}

function proofOf(key: string, words: string): string {
  return createHmac('sha256', key).update(words).digest('hex');
}

function isProven(proof: unknown, key: string, words: string): boolean {
  const wanted = Buffer.from(proofOf(key, words));
  const given = Buffer.from(typeof proof === 'string' ? proof : '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
