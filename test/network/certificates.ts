/** Certificates for tests, by a certificate authority of their own that no computer knows. */
import { generate } from 'selfsigned';

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;

export async function makeAuthority(name = 'Fernweh Test CA'): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A server's certificate: signed by the authority, or by itself without one; `expired` since yesterday. */
export async function makeCertificate(
  host: string,
  options: {
    readonly authority?: KeyPair;
    readonly expired?: boolean;
    readonly notYet?: boolean;
  } = {},
): Promise<KeyPair> {
  const now = Date.now();
  const from = options.notYet === true ? now + day : now - 30 * day;
  const until = options.expired === true ? now - day : now + 90 * day;
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(until),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [/^[\d.]+$/u.test(host) ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
    ...(options.authority === undefined ? {} : { ca: options.authority }),
  });
  return { key: made.private, cert: made.cert };
}
