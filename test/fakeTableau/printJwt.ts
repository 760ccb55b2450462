// A program that prints a JWT, as a user's own does: signed with the issuer's key, fresh each time it is run.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateKeyOf, tenantClaim } from './auth/issuers';
import type { Model, TrustedIssuer } from './model';

/** Plain JavaScript: it is run by Node alone, without any of our code. */
const program = `
const { createSign, randomUUID } = require('node:crypto');
const { readFileSync, appendFileSync } = require('node:fs');
const wish = JSON.parse(readFileSync(process.argv[2], 'utf8'));
appendFileSync(wish.calls, JSON.stringify({ scopes: process.env.VIZPORT_SCOPES, server: process.env.VIZPORT_SERVER,
  site: process.env.VIZPORT_SITE, method: process.env.VIZPORT_METHOD, folder: process.cwd() }) + '\\n');
if (wish.fails) { console.error(wish.fails); process.exit(3); }
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000) + (wish.clockSeconds || 0);
const scp = (process.env.VIZPORT_SCOPES || '').split(' ').filter(Boolean);
const claims = { jti: randomUUID(), iat: now, exp: now + 300, scp, ...wish.claims };
const signed = part({ alg: 'RS256', typ: 'JWT', kid: wish.kid }) + '.' + part(claims);
console.log(signed + '.' + createSign('RSA-SHA256').update(signed).sign(wish.pem).toString('base64url'));
`;

export interface JwtProgram {
  /** For the setting `vizport.jwtCommands`. */
  readonly command: readonly string[];
  /** What it was run with, each time. */
  calls(): Promise<readonly Readonly<Record<string, string>>[]>;
  /** From now on it fails and says so, or prints tokens again. */
  fail(words: string | undefined): Promise<void>;
  dispose(): Promise<void>;
}

export async function jwtProgram(
  model: Model,
  kind: TrustedIssuer['kind'],
  userName: string,
): Promise<JwtProgram> {
  const issuer = model.trustedIssuers.find((one) => one.kind === kind);
  if (!issuer) throw new Error(`No site of this server trusts an issuer of the kind ${kind}.`);
  const folder = await mkdtemp(join(tmpdir(), 'vizport-jwt-'));
  const at = (name: string): string => join(folder, name);
  const write = async (more: object): Promise<void> => {
    const claims = {
      iss: issuer.issuer,
      [issuer.userClaim]: userName,
      ...(kind === 'trust' ? { aud: 'tableau' } : { [tenantClaim]: issuer.tenantId }),
    };
    // The server's clock may be another than the computer's.
    const clockSeconds = Math.round((model.now() - Date.now()) / 1000);
    const wish = {
      ...(await privateKeyOf(kind)),
      claims,
      calls: at('calls'),
      clockSeconds,
      ...more,
    };
    await writeFile(at('wish.json'), JSON.stringify(wish));
  };
  await writeFile(at('print.cjs'), program);
  await writeFile(at('calls'), '');
  await write({});
  return {
    command: [process.execPath, at('print.cjs'), at('wish.json')],
    calls: async () =>
      (await readFile(at('calls'), 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, string>),
    fail: (words) => write(words === undefined ? {} : { fails: words }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
