/** Runs what we generate, for real: every target in its own system, every case against the fake server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targets } from '../../../src/pipelines/targets';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import type { Report } from '../report';
import { cases, type Case } from './cases';
import { runStaticChecks } from './staticChecks';
import { runSyncCheck } from './syncCheck';
import { runners, type Runner } from './runners';
import { itemsOf, nastyName, siteOf, worldOf } from './world';

/**
 * `only`: ids of targets, or `sync` for what runs nothing and for Snowflake's table; all when it is empty.
 * `clients`: the Python with tableauserverclient and tabcmd.
 */
export async function runPipelineChecks(
  clients: string,
  only: readonly string[],
  report: Report,
): Promise<void> {
  if (only.length === 0 || only.includes('sync')) {
    const folder = await mkdtemp(join(tmpdir(), 'vizport-pipeline-'));
    try {
      await runStaticChecks(folder, report);
      await runSyncCheck(folder, report);
    } catch (error) {
      report.notRun('what is checked without running it', String(error));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  for (const runner of runners) {
    if (only.length > 0 && !only.includes(runner.target)) continue;
    const folder = await mkdtemp(join(tmpdir(), 'vizport-pipeline-'));
    const fake = await startFakeTableau({ profile: runner.profile });
    fake.knobs.quotas.refreshesPerHour = Infinity;
    try {
      await runner.prepare?.(folder, clients);
      for (const one of cases) {
        if (one.onlyWhereFollowed === true && runner.follows !== 'thatJob') continue;
        if (one.onlyFor?.includes(runner.target) === false) continue;
        await check(runner, one, fake, folder, clients, report);
      }
    } catch (error) {
      report.notRun(runner.label, error instanceof Error ? error.message : String(error));
    } finally {
      await fake.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Once more where it went wrong: a machine that was too busy is not a defect, but what passes only then says so. */
async function check(
  runner: Runner,
  one: Case,
  fake: FakeTableau,
  folder: string,
  clients: string,
  report: Report,
): Promise<void> {
  const first = await runCase(runner, one, fake, folder, clients);
  const wrong = first && (await runCase(runner, one, fake, folder, clients));
  const lucky = first && `PASSED ONLY AT THE SECOND TRY: ${first}`;
  report.add(`${runner.label}: ${one.name}`, wrong === undefined, wrong ?? lucky ?? '');
}

/** What is wrong, with the end of what was printed, if anything is. */
async function runCase(
  runner: Runner,
  one: Case,
  fake: FakeTableau,
  folder: string,
  clients: string,
): Promise<string | undefined> {
  const [workbook, datasource] = itemsOf(fake);
  const item = runner.trueNames === true ? workbook : { ...workbook, name: nastyName };
  const target = targets.find(({ id }) => id === runner.target);
  if (target === undefined) throw new Error(`There is no target ${runner.target}`);
  const { text } = target.generate(
    one.name === 'success' ? [item, datasource] : [item],
    siteOf(fake, runner.product),
    { startedBy: 'task' },
  );
  const world = worldOf(fake, item, runner.follows);
  fake.log.clear();
  fake.knobs.jobScripts.length = 0;
  fake.knobs.faults.clear();
  await one.prepare?.(world);
  const count = () => ({
    jobs: world.jobs(),
    signIns: world.signIns(),
    refused: fake.log.filter(({ code }) => code === '409093').length,
  });
  const before = count();
  const { administrator, ...owner } = fake.credentials;
  const { username, password } = one.user === 'owner' ? owner.password : administrator;
  const pat = one.user === 'owner' ? owner.personalAccessToken : administrator.personalAccessToken;
  const over = new AbortController();
  const meanwhile = one.meanwhile?.(world, over.signal);
  const ran = await runner.run(
    {
      folder,
      text,
      token: { name: pat.name, value: one.token ?? pat.secret },
      server: fake.url,
      site: fake.company.main.site.contentUrl,
      password: { name: username, value: password },
      item,
      signal: AbortSignal.timeout(480_000),
    },
    clients,
  );
  over.abort();
  await meanwhile;
  const wrong =
    one.wrong(ran, before, count(), runner.follows) ??
    (ran.output.includes(pat.secret) ? 'prints the token' : undefined);
  world.endJobs();
  return wrong && `${wrong}: …${ran.output.slice(-700)}`;
}
