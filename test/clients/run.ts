/**
 * `npm run test:clients`: the fake Tableau server driven by clients that we did not write, as every release; and the code that we
 * generate, run for real. Behind the command may stand which: names of releases, ids of targets, `sync`, or `pipelines` for all of these.
 */
import { mintToken } from '../fakeTableau/auth/issuers';
import type { ProfileName } from '../fakeTableau/profiles';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { runPipelineChecks } from './pipelines/run';
import { pythonWithClients } from './python';
import { Report } from './report';
import { runTabcmdChecks, type TabcmdTarget } from './tabcmdClient';
import { runTscChecks } from './tscClient';

const profiles: readonly ProfileName[] = ['cloud', '2025.1', '2022.3', '2021.4', '2019.3'];

/** What the checks with TSC ask of the server in the middle of their work; a token, when they ask for one. */
async function please({ knobs, model, credentials }: FakeTableau, word: string): Promise<string> {
  const { connectedApp, password, personalAccessToken } = credentials;
  const done = (): string => 'done';
  const orders: Readonly<Record<string, () => string | Promise<string>>> = {
    slowJobs: () => {
      knobs.jobSpeed = { queuedMs: 100, runMs: 600_000, cancelMs: 300 };
      return done();
    },
    quickJobs: () => {
      knobs.jobSpeed = { queuedMs: 200, runMs: 800, cancelMs: 300 };
      return done();
    },
    failNextJob: () => {
      knobs.scriptNextJob({ end: 'failure' });
      return done();
    },
    enableMetadata: () => (knobs.metadataMode = 'on'),
    disableFirstSecret: () => {
      knobs.enableSecret(connectedApp.secretId, false);
      return done();
    },
    enableFirstSecret: () => {
      knobs.enableSecret(connectedApp.secretId, true);
      return done();
    },
    expireToken: () => {
      knobs.expirePat(personalAccessToken.name);
      return done();
    },
    renewToken: () => {
      knobs.expirePat(personalAccessToken.name, model.now() + 86_400_000);
      return done();
    },
    useUpQuota: () => String((knobs.quotas.refreshesPerHour = 0)),
    renewQuota: () => String((knobs.quotas.refreshesPerHour = Infinity)),
    trustJwt: () => mintToken(model, 'trust', { userName: password.username }),
    unifiedJwt: () => mintToken(model, 'unified', { userName: password.username }),
  };
  const order = orders[word];
  if (!order) throw new Error(`The checks ask for "${word}", which nobody knows.`);
  return order();
}

function tscConfig(fake: FakeTableau): Readonly<Record<string, unknown>> {
  const { administrator, connectedApp, password, personalAccessToken, secondSecret } =
    fake.credentials;
  const { site } = fake.company.main;
  return {
    url: fake.url,
    apiVersion: fake.apiVersion,
    minor: fake.profile.minor,
    cloud: fake.profile.cloud,
    site: site.contentUrl,
    otherSite: fake.company.second.site.contentUrl,
    personalAccessToken,
    administrator: administrator.personalAccessToken,
    administratorPassword: { username: administrator.username, password: administrator.password },
    userLuid: fake.model.userByName(site.luid, password.username)?.luid,
    password,
    connectedApp,
    secondSecret,
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
      minor: fake.profile.minor,
      token: fake.credentials.administrator.personalAccessToken,
      login: fake.credentials.administrator,
      datasourceUrl: model.datasources.ofSite(site.luid)[0]?.contentUrl ?? '',
      workbook: {
        name: workbook.name,
        project: project.name,
        parentPath: '',
        contentUrl: workbook.contentUrl,
        viewUrlName: model.views.get(workbook.viewLuids[0])?.viewUrlName ?? '',
      },
      jobs: () => model.jobs.ofSite(site.luid).length,
      isBusy: () => model.jobs.activeFor(workbook.luid) !== undefined,
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
    // All of them, or those that are named behind the command.
    const wanted = process.argv.slice(2);
    const isProfile = (word: string): boolean => profiles.some((one) => one === word);
    if (wanted.length === 0 || !wanted.every(isProfile))
      await runPipelineChecks(
        python,
        wanted.filter((word) => !isProfile(word) && word !== 'pipelines'),
        report,
      );
    for (const profile of profiles.filter((one) => wanted.length === 0 || wanted.includes(one))) {
      const fake = await startFakeTableau({ profile });
      try {
        await please(fake, 'quickJobs');
        fake.knobs.patImpersonation = true;
        fake.knobs.quotas.refreshesPerHour = Infinity;
        await runTscChecks(
          python,
          tscConfig(fake),
          (word) => please(fake, word),
          `TSC, ${profile}`,
          report,
        );
        await please(fake, 'slowJobs');
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
