/** Writes `dist/THIRD-PARTY-NOTICES.txt`: the licence of every package that the bundles hold, as the bundler tells it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Packages that name the MIT licence without carrying its text, and whose copyright it is by which source. */
const knownMit: Readonly<Record<string, { readonly copyright: string; readonly from: string }>> = {
  '@graphiql/plugin-doc-explorer': {
    copyright: 'Copyright (c) 2021 GraphQL Contributors',
    from: 'the LICENSE of its repository, graphql/graphiql',
  },
  '@graphiql/plugin-history': {
    copyright: 'Copyright (c) 2021 GraphQL Contributors',
    from: 'the LICENSE of its repository, graphql/graphiql',
  },
  '@nodable/entities': {
    copyright: 'Copyright (c) Amit Gupta (https://solothought.com)',
    from: 'the author and the licence that its package.json names',
  },
  'react-compiler-runtime': {
    copyright: 'Copyright (c) Meta Platforms, Inc. and affiliates.',
    from: 'the LICENSE of its repository, facebook/react',
  },
  'react-remove-scroll-bar': {
    copyright: 'Copyright (c) 2025 Anton Korzunov <thekashey@gmail.com>',
    from: 'the LICENSE of its repository, theKashey/react-remove-scroll-bar',
  },
};

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

interface Metafile {
  readonly outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
}

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folders of the packages that have a byte in any of the bundles. */
export function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const folders = new Set<string>();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/** @throws when the package has no licence text and none is known: nothing unlicensed is shipped unseen. */
export function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const { name, version } = manifest;
  const files = readdirSync(folder)
    .filter((file) => /^(licen[sc]e|copying|notice|third-?party-?notices)([-.]\w+)*$/i.test(file))
    .sort();
  const known = manifest.license === 'MIT' ? knownMit[name] : undefined;
  if (!files.some((file) => /^(licen[sc]e|copying)/i.test(file)) && !known) {
    throw new Error(
      `${name} ${version} (${manifest.license ?? 'no licence named'}) carries no licence text. ` +
        `Read it in its repository and add it to knownMit in tools/notices.ts.`,
    );
  }
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (known) texts.unshift(`MIT License\n\n${known.copyright}\n(${known.from})\n\n${mit}`);
  return {
    name,
    version,
    licence: manifest.license ?? 'see below',
    text: texts.join('\n\n'),
  };
}

export function noticesText(notices: readonly Notice[]): string {
  const line = '-'.repeat(80);
  const parts = notices.map(
    ({ name, version, licence, text }) =>
      `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`,
  );
  const list = notices.map(({ name, version, licence }) => `- ${name} ${version} (${licence})`);
  return `Vizport contains the following third-party software, each under its own licence.\n\n${list.join('\n')}\n\n${parts.join('\n')}`;
}

function main(): void {
  const folder = join(root, 'dist/meta');
  const shipped = ['extension', 'client', 'webview', 'workers', 'formatting'];
  const metafiles = shipped.map((name) => {
    const file = join(folder, `${name}.json`);
    if (!existsSync(file)) throw new Error(`${file} is not there: run node esbuild.js first`);
    return JSON.parse(readFileSync(file, 'utf8')) as Metafile;
  });
  const packages = bundledPackages(metafiles);
  const notices = packages.map((one) => noticeOf(join(root, one)));
  notices.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), noticesText(notices));
  console.log(`dist/THIRD-PARTY-NOTICES.txt: ${notices.length} packages`);
}

if (require.main === module) main();
