/** Whom connections trust: the certificates of Node, of the operating system, and of a file of the user's. */
import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { TableauError } from '../tableau/errors';
import type { Trust } from '../tableau/route';

export interface TrustWishes {
  readonly system: boolean;
  readonly verify: boolean;
  readonly caFile: string | undefined;
}

/** So long a file is taken as it was read last. */
const lookAgainMs = 5_000;

interface ReadFile {
  readonly stamp: string;
  readonly certificates: readonly string[];
  lookedAt: number;
}

/** Node 22.15 and newer can read the operating system's certificates; older hosts leave them to the host's own fetch. */
export function canReadSystem(): boolean {
  return typeof tls.getCACertificates === 'function';
}

export class Certificates {
  readonly #files = new Map<string, ReadFile>();
  readonly #trusts = new Map<
    string,
    { readonly inputs: readonly unknown[]; readonly trust: Trust }
  >();

  /** The same object for the same wishes, until the file changes. @throws TableauError `network` where the file will not do. */
  async trust(wishes: TrustWishes): Promise<Trust> {
    const file = wishes.caFile === undefined ? undefined : await this.#read(wishes.caFile);
    const key = JSON.stringify(wishes);
    const known = this.#trusts.get(key);
    if (known !== undefined && known.inputs[0] === file?.certificates) return known.trust;
    const trust = makeTrust(wishes, file?.certificates);
    this.#trusts.set(key, { inputs: [file?.certificates], trust });
    return trust;
  }

  async #read(path: string): Promise<ReadFile> {
    const known = this.#files.get(path);
    const now = performance.now();
    if (known !== undefined && now - known.lookedAt < lookAgainMs) return known;
    const { mtimeMs, size } = await stat(path).catch((error: unknown) => {
      throw unusable('CA_FILE_MISSING', path, error);
    });
    const stamp = `${mtimeMs} ${size}`;
    if (known?.stamp === stamp) {
      known.lookedAt = now;
      return known;
    }
    const read = { stamp, certificates: await readCertificates(path), lookedAt: now };
    this.#files.set(path, read);
    return read;
  }
}

/** The certificates in a PEM file. @throws TableauError `network`: `CA_FILE_MISSING`, `CA_FILE_NOT_PEM` */
export async function readCertificates(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unusable('CA_FILE_MISSING', path, error);
  });
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  if (found.length === 0) throw unusable('CA_FILE_NOT_PEM', path);
  for (const pem of found) {
    try {
      // Reading it is the test.
      new X509Certificate(pem);
    } catch (error) {
      throw unusable('CA_FILE_NOT_PEM', path, error);
    }
  }
  return found;
}

function makeTrust({ system, verify }: TrustWishes, file: readonly string[] | undefined): Trust {
  const fromSystem = system && canReadSystem() ? tls.getCACertificates('system') : [];
  if (fromSystem.length === 0 && file === undefined) return { verify };
  const ours = canReadSystem() ? tls.getCACertificates('default') : tls.rootCertificates;
  const ca = [...new Set([...ours, ...fromSystem, ...(file ?? [])])];
  return { verify, context: tls.createSecureContext({ ca }) };
}

function unusable(code: string, file: string, cause?: unknown): TableauError {
  return new TableauError('network', { code, file, ...(cause === undefined ? {} : { cause }) });
}
