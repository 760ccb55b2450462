/** Finds the Chromium that shows VS Code: the machine's own, otherwise the one in the package `@sparticuz/chromium`. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { cached, progress } from './cache';
import { tar } from './npm';

export interface BrowserToUse {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const onPath = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** `VIZPORT_BROWSER` names one; otherwise the first that is found. */
export async function browserToUse(): Promise<BrowserToUse> {
  const named = process.env['VIZPORT_BROWSER'];
  const found = named || systemBrowser();
  // As root (containers) Chromium refuses its sandbox; the pages shown are our own.
  const args = process.platform === 'linux' ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
  if (found) return { executablePath: found, args, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chrome, Chromium or Edge was found, and the npm registry carries one for linux-x64 only ` +
        `(this is ${process.platform}-${process.arch}). Install one, or name it in VIZPORT_BROWSER.`,
    );
  }
  const folder = await packedChromium();
  return {
    executablePath: join(folder, 'chromium'),
    // Painting without a graphics card costs less than pretending to have one.
    args: [...args, '--font-render-hinting=none', '--disable-gpu'],
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf'), ...libraries(folder) },
  };
}

function systemBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = onPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...elsewhere].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the next candidate is asked
  }
}

async function packedChromium(): Promise<string> {
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../../bin');
  return cached('chromium-143.0.4-linux-x64', async (partial) => {
    progress('unpacking Chromium 143 from @sparticuz/chromium');
    for (const archive of ['swiftshader.tar', 'al2023.tar', 'fonts.tar']) {
      const file = join(partial, archive);
      await inflate(join(packed, `${archive}.br`), file);
      await tar(file, partial, []);
      await rm(file);
    }
    await inflate(join(packed, 'chromium.br'), join(partial, 'chromium'));
    await chmod(join(partial, 'chromium'), 0o755);
    await writeFile(join(partial, 'fonts.conf'), fontSettings);
  });
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/** The package brings the few libraries that a bare machine lacks; a machine that has them uses its own. */
function libraries(folder: string): Record<string, string> {
  const needs = execFileSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' });
  return needs.includes('not found') ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {};
}

/** The package's font besides the machine's own: a bare machine has none, and letters without a font are boxes. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
