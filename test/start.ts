/** `npm start`: Vizport in a real VS Code, signed in to a demo site. `--port N` for the browser, `--no-open`, `--browser` even where there is a desktop VS Code. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { credentialsText, demoSite, writeDemoExtension } from './demo/demoSite';
import { desktopCode, hasDisplay, startDesktop } from './demo/desktop';
import { startFakeTableau } from './fakeTableau/server';
import { toldToEnd } from './toldToEnd';
import { atExit } from './vscode/atExit';
import { Child } from './vscode/child';
import { developmentQuery } from './vscode/developmentQuery';
import { startVSCode } from './vscode/server';

const root = resolve(__dirname, '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean' },
    browser: { type: 'boolean' },
  },
});

/** What was started, ended in reverse order, once. */
class Started {
  readonly #endings: (() => Promise<void> | void)[] = [];

  add(ending: () => Promise<void> | void): void {
    this.#endings.unshift(ending);
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.splice(0)) await ending();
  }
}

/** Resolves when the desktop's window was closed; in the browser the demo goes on until a signal comes. */
async function run(started: Started): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port wants a number from 0 to 65535, not "${values.port}".`);
  }
  console.log('Building Vizport…');
  const builds = ['extension', 'client', 'webview', 'workers', 'demo'];
  execFileSync(process.execPath, ['esbuild.js', ...builds.flatMap((name) => ['--only', name])], {
    cwd: root,
    stdio: 'inherit',
  });

  const tableau = await startFakeTableau({ ownJobs: 'readable' });
  started.add(() => tableau.close());
  // Slow enough to be followed, quick enough to be waited for.
  Object.assign(tableau.knobs.jobSpeed, { queuedMs: 3_000, runMs: 12_000, cancelMs: 1_000 });

  const folder = mkdtempSync(join(tmpdir(), 'vizport-demo-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const spared = atExit(remove);
  started.add(() => {
    remove();
    spared();
  });
  const demo = join(folder, 'demo-extension');
  writeDemoExtension(demo, demoSite(tableau));

  const code = values.browser ? undefined : desktopCode();
  if (code !== undefined) {
    const desktop = startDesktop(code, folder, [root, demo]);
    started.add(() => desktop.dispose());
    say(
      `A desktop VS Code opens (${code}). Close its window, or press Ctrl+C here, to end the demo.`,
    );
    await desktop.closed;
    return;
  }
  const vscode = await startVSCode({
    mode: 'development',
    port,
    query: (address) => developmentQuery(address, root),
    installExtensions: (extensions) =>
      cp(demo, join(extensions, 'vizport.vizport-demo'), { recursive: true }),
  });
  started.add(() => vscode.dispose());
  say(`Open this address in a browser:\n\n  ${vscode.address}/\n\nCtrl+C ends it all.`);
  if (!values['no-open'] && hasDisplay()) openInBrowser(`${vscode.address}/`);
  return new Promise(() => undefined);

  function say(how: string): void {
    console.log(`
Vizport runs on an invented company's Tableau, and is signed in there already.
${how}

To sign in by yourself:

${credentialsText(tableau)}
`);
  }
}

function openInBrowser(address: string): void {
  const commands: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [command, ...args] = commands[process.platform] ?? ['xdg-open'];
  // Whether it works or not, the address stands in the terminal.
  void new Child(command, [...args, address]).ended;
}

async function main(): Promise<void> {
  const started = new Started();
  try {
    // What is half started when a signal comes is ended as the process exits.
    await Promise.race([toldToEnd(), run(started)]);
  } finally {
    await started.end();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    console.error(taken ? `Port ${values.port} is taken: choose another with --port.` : error);
    process.exit(1);
  },
);
