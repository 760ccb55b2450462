/** How the text of each target is run on this machine, each by the real system that it is for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { PipelineItem, Product } from '../../../src/pipelines/target';
import type { ProfileName } from '../../fakeTableau/profiles';
import type { Follows, Ran } from './cases';
import { environment } from './environments';

export interface Token {
  readonly name: string;
  readonly value: string;
}

export interface Run {
  /** A folder of its own for this target. */
  readonly folder: string;
  /** The generated text. */
  readonly text: string;
  readonly token: Token;
  /** The server, for systems that keep its address with the token. */
  readonly server: string;
  readonly site: string;
  readonly password: Token;
  readonly item: PipelineItem;
  readonly signal: AbortSignal;
}

export interface Runner {
  readonly label: string;
  readonly target: string;
  readonly product: Product;
  readonly profile: ProfileName;
  /** Its items are looked up by their names, so these must be true. */
  readonly trueNames?: boolean;
  readonly follows: Follows;
  /** Once: installs what it runs in. */
  prepare?(folder: string, clients: string): Promise<void>;
  run(run: Run, clients: string): Promise<Ran>;
}

/** Starting one of these systems takes half a minute on a busy machine. */
const timeLimit = 480_000;

export async function start(
  command: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Ran> {
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      LANG: 'C.UTF-8',
      PYTHONIOENCODING: 'utf-8',
      // The fake server is on this machine.
      NO_PROXY: '*',
      no_proxy: '*',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([AbortSignal.timeout(timeLimit), ...(signal ? [signal] : [])]),
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

const inEnvironment = ({ name, value }: Token): Record<string, string> => ({
  TABLEAU_TOKEN_NAME: name,
  TABLEAU_TOKEN_VALUE: value,
});

async function scriptRun(run: Run, command: readonly string[], name: string): Promise<Ran> {
  await writeFile(join(run.folder, name), run.text);
  return start([...command, name], run.folder, inEnvironment(run.token), run.signal);
}

const airflowRun = async (run: Run, connection: string, login: Token): Promise<Ran> => {
  const python = join(await environment('airflow'), 'python');
  const dags = join(run.folder, 'dags');
  await mkdir(dags, { recursive: true });
  await writeFile(join(dags, 'refresh_tableau_dag.py'), run.text);
  return start(
    [python, '-m', 'airflow', 'dags', 'test', 'refresh_tableau'],
    run.folder,
    {
      ...airflowSettings(run.folder),
      [`AIRFLOW_CONN_${connection.toUpperCase()}`]: JSON.stringify({
        conn_type: 'tableau',
        host: run.server,
        login: login.name,
        password: login.value,
        extra: { site_id: run.site },
      }),
    },
    run.signal,
  );
};

const airflowSettings = (folder: string): Record<string, string> => ({
  AIRFLOW_HOME: folder,
  AIRFLOW__CORE__DAGS_FOLDER: join(folder, 'dags'),
  AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
});

async function migrate(folder: string): Promise<void> {
  const python = join(await environment('airflow'), 'python');
  const made = await start(
    [python, '-m', 'airflow', 'db', 'migrate'],
    folder,
    airflowSettings(folder),
  );
  if (made.code !== 0) throw new Error(`airflow db migrate: ${made.output.slice(-300)}`);
}

export const runners: readonly Runner[] = [
  {
    label: 'curl script',
    target: 'curl',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    run: (run) => scriptRun(run, ['bash'], 'refresh_tableau.sh'),
  },
  {
    label: 'GitHub Actions step',
    target: 'githubActions',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    run: (run) => {
      const workflow = load(run.text) as {
        readonly jobs: {
          readonly refresh: { readonly steps: readonly [{ readonly run: string }] };
        };
      };
      return scriptRun({ ...run, text: workflow.jobs.refresh.steps[0].run }, ['bash'], 'step.sh');
    },
  },
  {
    label: 'Python script',
    target: 'python',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    run: (run, clients) => scriptRun(run, [clients], 'refresh_tableau.py'),
  },
  {
    label: 'tabcmd script',
    target: 'tabcmd',
    product: 'cloud',
    profile: 'cloud',
    trueNames: true,
    follows: 'byAnother',
    prepare: async (folder, clients) => {
      // As an installed tabcmd would be found.
      await mkdir(join(folder, 'bin'), { recursive: true });
      const tabcmd = join(folder, 'bin', 'tabcmd');
      await writeFile(tabcmd, `#!/bin/sh\nexec '${clients}' -m tabcmd "$@"\n`);
      await chmod(tabcmd, 0o755);
    },
    run: (run) =>
      scriptRun(
        run,
        ['env', `PATH=${join(run.folder, 'bin')}:${process.env['PATH'] ?? ''}`, 'bash'],
        'refresh_tableau_tabcmd.sh',
      ),
  },
  {
    label: 'Airflow DAG for Cloud',
    target: 'airflow',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    prepare: migrate,
    run: (run) => airflowRun(run, 'tableau_refresh', run.token),
  },
  {
    label: 'Airflow DAG for Server, TableauOperator',
    target: 'airflow',
    product: 'server',
    profile: '2025.1',
    follows: 'thatJob',
    prepare: migrate,
    run: (run) =>
      airflowRun(run, 'tableau_default', {
        name: run.password.name,
        value: run.token.value === 'nonsense' ? 'nonsense' : run.password.value,
      }),
  },
  {
    label: 'Prefect flow',
    target: 'prefect',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    run: async (run) => {
      const python = join(await environment('prefect'), 'python');
      await writeFile(join(run.folder, 'refresh_tableau_flow.py'), run.text);
      await writeFile(
        join(run.folder, 'secrets_first.py'),
        `import os, runpy
from prefect.blocks.system import Secret
for block, variable in (("tableau-token-name", "TABLEAU_TOKEN_NAME"), ("tableau-token-value", "TABLEAU_TOKEN_VALUE")):
    Secret(value=os.environ.pop(variable)).save(block, overwrite=True)
runpy.run_path("refresh_tableau_flow.py", run_name="__main__")
`,
      );
      return start(
        [python, 'secrets_first.py'],
        run.folder,
        {
          ...inEnvironment(run.token),
          PREFECT_HOME: join(run.folder, '.prefect'),
          PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
          PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: '240',
          DO_NOT_TRACK: '1',
        },
        run.signal,
      );
    },
  },
  {
    label:
      'Snowflake procedure (in Snowpark, local testing; _snowflake, which hands out the secrets, is replaced)',
    target: 'snowflake',
    product: 'cloud',
    profile: 'cloud',
    follows: 'thatJob',
    run: async (run) => {
      const python = join(await environment('snowpark'), 'python');
      await writeFile(join(run.folder, 'tableau_refresh.sql'), run.text);
      const { kind, name, projects } = run.item;
      return start(
        [python, join(__dirname, 'run_procedure.py'), 'tableau_refresh.sql', 'refresh'],
        run.folder,
        {
          ...inEnvironment(run.token),
          ARGUMENTS: JSON.stringify([
            kind,
            name,
            projects.at(-1) ?? '',
            run.site,
            run.server,
            projects.join('/'),
          ]),
          ITEM_LUID: run.item.luid,
        },
        run.signal,
      );
    },
  },
];
