/** `npm run test:clients`: the fake Tableau server driven by clients that we did not write, as Cloud and as Server. */
import type { Knobs } from '../fakeTableau/knobs';
import type { ProfileName } from '../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { pythonWithClients } from './python';
import { Report } from './report';
import { runTabcmdChecks, type TabcmdTarget } from './tabcmdClient';
import { runTscChecks } from './tscClient';

const profiles: readonly ProfileName[] = ['cloud', '2025.1', '2021.4'];

/** What tsc_checks.py asks of the server in the middle of its work. */
function please(knobs: Knobs, word: string): void {
  switch (word) {
    case 'slowJobs':
      knobs.jobSpeed = { queuedMs: 100, runMs: 600_000, cancelMs: 300 };
      return;
    case 'quickJobs':
      knobs.jobSpeed = { queuedMs: 200, runMs: 800, cancelMs: 300 };
      return;
    case 'failNextJob':
      knobs.scriptNextJob({ end: 'failure' });
      return;
    case 'enableMetadata':
      knobs.metadataMode = 'on';
      return;
    default:
      throw new Error(`tsc_checks.py asks for "${word}", which nobody knows.`);
  }
}

function tscConfig(fake: FakeTableau): Readonly<Record<string, unknown>> {
  const { administrator, connectedApp, password, personalAccessToken } = fake.credentials;
  return {
    url: fake.url,
    apiVersion: fake.apiVersion,
    minor: fake.profile.minor,
    cloud: fake.profile.cloud,
    site: fake.company.main.site.contentUrl,
    otherSite: fake.company.second.site.contentUrl,
    personalAccessToken,
    administrator: administrator.personalAccessToken,
    password,
    connectedApp,
  };
}

/** A plain-named workbook with an extract, and one name of each kind, for the administrator's tabcmd. */
function tabcmdTarget(fake: FakeTableau): TabcmdTarget {
  const { model } = fake;
  const { site } = fake.company.main;
  const workbooks = model.workbooks.ofSite(site.luid);
  for (const workbook of workbooks) {
    const project = model.projects.get(workbook.projectLuid);
    const sameName = workbooks.filter((other) => other.name === workbook.name);
    const parent = model.projects.get(project?.parentLuid);
    if (
      !project ||
      parent ||
      sameName.length > 1 ||
      !/^[\w ]+$/.test(`${workbook.name}${project.name}`)
    )
      continue;
    if (!model.hasExtracts(workbook)) continue;
    return {
      url: fake.url,
      site: site.contentUrl,
      token: fake.credentials.administrator.personalAccessToken,
      workbook: { name: workbook.name, project: project.name, parentPath: '' },
      jobs: () => model.jobs.ofSite(site.luid).length,
      listed: {
        projects: project.name,
        workbooks: workbook.name,
        datasources: model.datasources.ofSite(site.luid)[0]?.name ?? '',
        flows: model.flows.ofSite(site.luid)[0]?.name ?? '',
      },
    };
  }
  throw new Error('The company has no workbook that tabcmd could refresh by a plain name.');
}

async function main(): Promise<void> {
  const report = new Report();
  let python: string | undefined;
  try {
    python = await pythonWithClients();
  } catch (error) {
    report.notRun(
      'tableauserverclient and tabcmd',
      error instanceof Error ? error.message : String(error),
    );
  }
  if (python !== undefined) {
    for (const profile of profiles) {
      const fake = await startFakeTableau({ profile });
      try {
        please(fake.knobs, 'quickJobs');
        fake.knobs.quotas.refreshesPerHour = Infinity;
        await runTscChecks(
          python,
          tscConfig(fake),
          (word) => please(fake.knobs, word),
          `TSC, ${profile}`,
          report,
        );
        please(fake.knobs, 'slowJobs');
        await runTabcmdChecks(python, tabcmdTarget(fake), `tabcmd, ${profile}`, report);
      } finally {
        await fake.close();
      }
    }
  }
  report.close();
  process.exitCode = report.ok ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
