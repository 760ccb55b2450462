/** Drives tabcmd as a person does at a prompt: its words and its exit code are what is checked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Report } from './report';

const timeLimit = 90_000;

export interface TabcmdTarget {
  readonly url: string;
  readonly site: string;
  /** Of the server's API 3. */
  readonly minor: number;
  /** Which came with 3.6. */
  readonly token: { readonly name: string; readonly secret: string };
  readonly login: { readonly username: string; readonly password: string };
  /** A workbook with an extract, with its project. */
  readonly workbook: {
    readonly name: string;
    readonly project: string;
    readonly parentPath: string;
    /** Of its address, and of its first view's. */
    readonly contentUrl: string;
    readonly viewUrlName: string;
  };
  /** Of a published data source's address. */
  readonly datasourceUrl: string;
  /** How many jobs the server has. */
  readonly jobs: () => number;
  /** Whether one of the workbook's is under way. */
  readonly isBusy: () => boolean;
  /** A name of each kind that the listing must show. */
  readonly listed: Readonly<Record<'projects' | 'workbooks' | 'datasources' | 'flows', string>>;
}

interface Ending {
  readonly code: number | null;
  readonly output: string;
}

export async function runTabcmdChecks(
  python: string,
  target: TabcmdTarget,
  label: string,
  report: Report,
): Promise<void> {
  // tabcmd keeps its session in the home folder.
  const home = await mkdtemp(join(tmpdir(), 'vizport-tabcmd-'));
  const tabcmd = async (...words: string[]): Promise<Ending> => {
    const child = spawn(python, ['-m', 'tabcmd', ...words], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', PYTHONIOENCODING: 'utf-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: AbortSignal.timeout(timeLimit),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    return { code: child.exitCode, output };
  };
  const check = async (
    name: string,
    words: readonly string[],
    passes: (ending: Ending) => boolean,
  ): Promise<void> => {
    const wrong = async (): Promise<string | undefined> => {
      const ending = await tabcmd(...words);
      return passes(ending) ? undefined : `exit ${ending.code}: ${ending.output.slice(-250)}`;
    };
    try {
      const first = await wrong();
      const second = first && (await wrong());
      const lucky = first && `PASSED ONLY AT THE SECOND TRY: ${first}`;
      report.add(`${label}: ${name}`, second === undefined, second ?? lucky ?? '');
    } catch (error) {
      report.notRun(`${label}: ${name}`, String(error));
    }
  };
  const { url, site, token, login, workbook, listed } = target;
  const toSite = ['login', '-s', url, '-t', site];
  const byPassword = [...toSite, '-u', login.username, '-p'];
  const byToken = [...toSite, '--token-name', token.name, '--token-value'];
  const hasTokens = target.minor >= 6;
  const refresh = ['refreshextracts', '-w', workbook.name, '--project', workbook.project];
  if (workbook.parentPath !== '') refresh.push('--parent-project-path', workbook.parentPath);
  try {
    const refused = ({ code, output }: Ending): boolean => code !== 0 && output.includes('401001');
    await check('a wrong password is refused', [...byPassword, 'nonsense'], refused);
    // Each command signs in anew; only from a file does it know the password again.
    await writeFile(join(home, 'password'), login.password);
    const byFile = [...toSite, '-u', login.username, '--password-file', join(home, 'password')];
    await check('login by password', byFile, ({ code }) => code === 0);
    if (hasTokens) {
      await check('logout of a session by password', ['logout'], ({ code }) => code === 0);
      await check('a wrong token is refused', [...byToken, 'nonsense'], refused);
      await check('login by token', [...byToken, token.secret], ({ code }) => code === 0);
    }
    for (const [kind, name] of Object.entries(listed)) {
      await check(
        `list ${kind}`,
        ['list', kind, '--name'],
        ({ code, output }) => code === 0 && output.includes(name),
      );
    }
    const { contentUrl, viewUrlName } = workbook;
    const holds = async (file: string, mark: string): Promise<boolean> =>
      (await readFile(join(home, file))).toString('latin1').includes(mark);
    const made = async (
      name: string,
      words: readonly string[],
      file: string,
      mark: string,
    ): Promise<void> => {
      await check(name, [...words, '-f', file], ({ code }) => code === 0);
      report.add(`${label}: ${name}, its file`, await holds(file, mark).catch(() => false), '');
    };
    const view = `${contentUrl}/${viewUrlName}`;
    await made('export of data', ['export', view, '--csv'], 'view.csv', '\nEast');
    // It asks for a size, which its library sends from 3.23 on only.
    if (target.minor >= 23)
      await made('export of an image', ['export', view, '--png'], 'view.png', '\x89PNG');
    else report.notHere(`${label}: export of an image`, 'not before 3.23');
    await made('export of a PDF', ['export', view, '--pdf'], 'view.pdf', '%PDF');
    await made('get of a workbook', ['get', `workbooks/${contentUrl}.twbx`], 'book.twbx', 'PK');
    await made(
      'get of a data source',
      ['get', `datasources/${target.datasourceUrl}.tdsx`],
      'source.tdsx',
      'PK',
    );
    // What the checks before these started, for half a minute at most.
    for (let looks = 0; target.isBusy() && looks < 300; looks++) await setTimeout(100);
    const idle = target.jobs();
    await check('refreshextracts', refresh, ({ code }) => code === 0 && target.jobs() === idle + 1);
    // tabcmd 2.0.21 does not expect the None that its library makes of 409093, and stumbles over it.
    const before = target.jobs();
    await check(
      'refreshextracts of what is under way starts nothing',
      refresh,
      ({ code }) => code !== 0 && target.jobs() === before,
    );
    await check(
      'refreshextracts of an unknown workbook is refused',
      ['refreshextracts', '-w', 'No Such Workbook'],
      ({ code }) => code !== 0,
    );
    await check('logout', ['logout'], ({ code }) => code === 0);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
