/** The linter's net has no holes that nobody sees: each rule that matters fires at an example that breaks it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources';

/** Each line breaks the rule that stands before it. It is written below src, whose rules are the strictest. */
const broken: readonly (readonly [rule: string, code: string])[] = [
  [
    'typescript/consistent-type-imports',
    "import { EventEmitter } from 'node:events';\nexport type E = EventEmitter;",
  ],
  ['eslint/no-unused-vars', "import { join } from 'node:path';"],
  ['typescript/no-explicit-any', 'export const given = (x: any): string => String(x);'],
  ['typescript/no-unsafe-return', 'export const read = (x: string): string => JSON.parse(x);'],
  ['typescript/no-unsafe-assignment', "export const kept: string = JSON.parse('1');"],
  ['typescript/no-unsafe-argument', "export const even = isNaN(JSON.parse('1'));"],
  ['typescript/no-unsafe-call', "export const called = String(JSON.parse('1')());"],
  ['typescript/no-unsafe-member-access', "export const member = String(JSON.parse('1').x);"],
  ['typescript/no-floating-promises', 'export const lost = (p: Promise<void>) => { p; };'],
  ['typescript/no-floating-promises', 'export const later = (p: PromiseLike<void>) => { p; };'],
  [
    'typescript/no-misused-promises',
    'export const ask = (p: Promise<void>) => { if (p) ask(p); };',
  ],
  ['typescript/no-misused-promises', '[1].forEach(async () => { await Promise.resolve(); });'],
  ['typescript/await-thenable', 'export const wait = async (): Promise<void> => { await 3; };'],
  [
    'typescript/return-await',
    'export async function back(p: Promise<void>) { try { return p; } catch { return; } }',
  ],
  ['typescript/only-throw-error', "export const fall = (): never => { throw 'x'; };"],
  ['typescript/prefer-promise-reject-errors', "export const no = Promise.reject('x');"],
  ['typescript/use-unknown-in-catch-callback-variable', 'no.catch((e) => String(e));'],
  [
    'typescript/switch-exhaustiveness-check',
    "export function one(k: 'a' | 'b'): void { switch (k) { case 'a': one(k); } }",
  ],
  ['typescript/restrict-plus-operands', 'export const sum = (a: number, b: string) => a + b;'],
  ['typescript/no-base-to-string', 'export const text = String({});'],
  ['typescript/no-deprecated', "export const old = 'abc'.substr(1);"],
  ['typescript/no-unnecessary-type-assertion', 'export const as = (x: string) => x as string;'],
  ['typescript/no-non-null-asserted-optional-chain', 'export const z = (x?: { y: 1 }) => x?.y!;'],
  [
    'typescript/no-dynamic-delete',
    'export const cut = (o: Record<string, 1>, k: string) => { delete o[k]; };',
  ],
  ['typescript/no-array-delete', 'export const del = (a: number[]) => { delete a[0]; };'],
  ['typescript/no-require-imports', "export const fs: unknown = require('node:fs');"],
  ['typescript/ban-ts-comment', '// @ts-ignore\nexport const hidden: string = 3;'],
  ['eslint/eqeqeq', 'export const same = (a: unknown) => a == 3;'],
  ['eslint/no-console', "console.log('x');"],
  ['eslint/no-empty', "export const quiet = () => { try { read('x'); } catch {} };"],
  ['eslint/no-var', 'export var first = 1;'],
  ['eslint/prefer-const', 'export const two = () => { let x = 2; return x; };'],
  ['eslint/no-control-regex', 'export const ascii = /\\x01/;'],
  ['import/no-default-export', 'export default 3;'],
  ['unused oxlint-disable directive', '// oxlint-disable-next-line eqeqeq\nexport const fine = 1;'],
];

interface Found {
  readonly message: string;
  readonly code?: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** What the linter says of some code of ours, as `line rule`. */
async function lint(code: string): Promise<string[]> {
  // Below src, because the folder decides about the rules; nothing else looks into one that begins with a dot.
  const folder = mkdtempSync(join(root, 'src/base/.lint-'));
  try {
    const file = join(folder, 'broken.ts');
    writeFileSync(file, code);
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const output = await new Promise<string>((resolve) => {
      const args = [oxlint, '--format', 'json', '--no-ignore', file];
      execFile(process.execPath, args, { cwd: root, maxBuffer: 1e7 }, (_, out, said) => {
        resolve(out || said);
      });
    });
    const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Found[] };
    return diagnostics.map(({ code: rule, message, labels }) => {
      const name = (rule ?? message).replace(/^([\w-]+)\((.+)\)$/, '$1/$2');
      return `${labels[0]?.span.line ?? 0} ${name}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the linter', () => {
  it('finds every kind of mistake that it is there for', async function () {
    this.timeout(60_000);
    const lines = broken.map(([, code]) => code);
    const found = await lint(lines.join('\n'));
    let line = 1;
    const missed: string[] = [];
    for (const [rule, code] of broken) {
      const last = line + code.split('\n').length - 1;
      const hits = found.filter((one) => {
        const at = Number(one.split(' ')[0]);
        return at >= line && at <= last;
      });
      if (!hits.some((one) => one.toLowerCase().includes(rule))) missed.push(`${rule}: ${code}`);
      line = last + 1;
    }
    assert.deepEqual(missed, []);
  });
});
