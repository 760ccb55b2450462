/** The procedure that keeps Snowflake's table of items true, run in Snowpark's local testing against the Metadata API. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { snowflake } from '../../../src/pipelines/targets/snowflake';
import type { RequestRecord } from '../../fakeTableau/requestLog';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import type { Report } from '../report';
import type { Ran } from './cases';
import { environment } from './environments';
import { start } from './runners';
import { itemsOf, siteOf } from './world';

const label = 'Snowflake, sync_tableau_items (in Snowpark, local testing; _snowflake is replaced)';

type Row = readonly (string | null)[];

export async function runSyncCheck(folder: string, report: Report): Promise<void> {
  const fake = await startFakeTableau();
  try {
    const python = join(await environment('snowpark'), 'python');
    const [workbook] = itemsOf(fake);
    const site = siteOf(fake, 'cloud');
    const { text } = snowflake.generate([workbook], site, { startedBy: 'task' });
    // Small pages, so that there are several.
    await writeFile(join(folder, 'sync.sql'), text.replace('PAGE = 500', 'PAGE = 7'));
    const host = new URL(site.server).host;
    const pat = fake.credentials.administrator.personalAccessToken;
    const run = (rows: readonly Row[], token = pat.secret): Promise<Ran> =>
      start([python, join(__dirname, 'run_procedure.py'), 'sync.sql', 'sync'], folder, {
        TABLEAU_TOKEN_NAME: pat.name,
        TABLEAU_TOKEN_VALUE: token,
        ARGUMENTS: JSON.stringify([site.contentUrl, site.server]),
        ROWS: JSON.stringify(rows),
      });
    const known = (luid: string, name: string): Row => {
      return [host, site.contentUrl, 'workbook', luid, name, 'Old', 'Old', '1'];
    };
    const ran = await run([known(workbook.luid, 'Its Old Name'), known('no-such-luid', 'Gone')]);
    const table = tableOf(ran);
    const rowOf = (luid: string): Row | undefined => table.find((row) => row[3] === luid);
    const { luid } = fake.company.main.site;
    const { workbooks, datasources, flows } = fake.model;
    const expected = [workbooks, datasources, flows].reduce(
      (sum, store) => sum + store.ofSite(luid).length,
      1,
    );
    report.add(
      `${label}: every page is merged`,
      ran.code === 0 && table.length === expected,
      `${table.length} rows of ${expected}: ${ran.output.slice(-600)}`,
    );
    const row = rowOf(workbook.luid);
    report.add(
      `${label}: a row that was there has its new name and path`,
      row?.[4] === workbook.name && row[6] === workbook.projects.join('/') && row[9] === 'None',
      JSON.stringify(row) ?? 'there is no such row',
    );
    const gone = rowOf('no-such-luid');
    report.add(
      `${label}: what has vanished is marked and kept`,
      gone !== undefined && gone[9] !== 'None',
      JSON.stringify(gone) ?? 'there is no such row',
    );
    const marked = table.filter((one) => one[9] !== 'None').length;
    report.add(`${label}: nothing else is marked`, marked === 1, `${marked} are`);
    const refused = await run([], 'nonsense');
    report.add(
      `${label}: bad credentials are told`,
      refused.code !== 0 && refused.output.includes('401001'),
      refused.output.slice(-300),
    );
    const isWhole = ({ code, output }: Ran): boolean =>
      code === 0 && tableOf({ code, output }).length === expected - 1;
    // Seen by DataHub: a session that is seconds old is refused once, also the one that was opened because of that.
    fake.knobs.metadata.spurious401Milliseconds = 60_000;
    fake.log.clear();
    const spurned = await run([]);
    delete fake.knobs.metadata.spurious401Milliseconds;
    report.add(
      `${label}: a 401 that passes is asked again, and nobody signs in anew for it`,
      isWhole(spurned) && fake.log.count('sign in') === 1,
      `${fake.log.count('sign in')} sign-ins: ${spurned.output.slice(-300)}`,
    );
    fake.log.clear();
    endSessionsBefore(fake, [3, 8]);
    const ended = await run([]);
    report.add(
      `${label}: sessions that end between its pages are opened anew, once each, and it goes on where it was`,
      isWhole(ended) && fake.log.count('sign in') === 3,
      `${fake.log.count('sign in')} sign-ins: ${ended.output.slice(-300)}`,
    );
    fake.knobs.failNext({ count: 100, status: 401, match: 'graphql' });
    fake.log.clear();
    const never = await run([]);
    fake.knobs.faults.clear();
    report.add(
      `${label}: where no session may ask, it fails after one more sign-in`,
      never.code !== 0 && fake.log.count('sign in') === 2,
      `${fake.log.count('sign in')} sign-ins: ${never.output.slice(-300)}`,
    );
    fake.knobs.nodeLimit = 3;
    const partial = await run([known('no-such-luid', 'Gone')]);
    report.add(
      `${label}: an answer that is not whole fails it, and marks nothing`,
      partial.code !== 0 && partial.output.includes('told only a part'),
      partial.output.slice(-300),
    );
  } finally {
    await fake.close();
  }
}

/** Ends all sessions when these requests for pages come in, before they are answered. */
function endSessionsBefore({ knobs, log }: FakeTableau, pages: readonly number[]): void {
  let asked = 0;
  Object.defineProperty(log, 'push', {
    configurable: true,
    value: (record: RequestRecord) => {
      if (record.path.endsWith('/graphql') && pages.includes(++asked)) knobs.expireSessions();
      return Array.prototype.push.call(log, record);
    },
  });
}

function tableOf({ output }: Ran): readonly Row[] {
  const line = output.split('\n').find((one) => one.startsWith('TABLE '));
  return line === undefined ? [] : (JSON.parse(line.slice('TABLE '.length)) as Row[]);
}
