/** Runs inside a VS Code's extension host: times what the Jobs view does when the list of 1,000 jobs has come anew. */
import type { Job, Luid, SiteRef, ContentUrl } from '../../src/tableau/model';
import { groupItem, jobItem, rowWords } from '../../src/views/jobs/jobItems';
import { jobRows } from '../../src/views/jobs/jobRows';
import { JobsModel } from '../../src/views/jobs/jobsModel';
import { jobsTreeMark } from './jobsTreeMark';

const site: SiteRef = {
  server: 'https://reports.fernweh.example',
  contentUrl: 'sales' as ContentUrl,
};
const now = Date.parse('2026-03-02T09:00:00Z');
const minute = 60_000;

function jobsAfter(round: number): readonly Job[] {
  return Array.from({ length: 1000 }, (_, n): Job => {
    const createdAt = new Date(now - n * minute).toISOString();
    const base = {
      luid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Luid,
      type: 'refresh_extracts',
      title: 'Refresh extracts',
      subtitle: `Workbook ${n}`,
      createdAt,
      startedAt: createdAt,
    };
    // Some have ended since the last answer, the others have got on.
    const isOpen = n % 10 < 8 && (n + round) % 7 !== 0;
    return isOpen
      ? { ...base, state: { status: 'running', progress: (n + round) % 100 } }
      : {
          ...base,
          completedAt: new Date(now - n * minute + 90_000).toISOString(),
          state: n % 3 === 0 ? { status: 'failed' } : { status: 'succeeded' },
        };
  });
}

/** What VS Code calls. */
export async function run(): Promise<void> {
  const model = new JobsModel();
  const words = rowWords();
  const times: number[] = [];
  for (let round = 0; round < 60; round++) {
    const list = { at: now, from: now - 86_400_000, jobs: jobsAfter(round) };
    await new Promise((resolve) => setTimeout(resolve, 20));
    const began = performance.now();
    const rows = jobRows({ site, watches: [], list, now, filter: '' });
    const changed = model.update([{ site, rows, messages: [] }]);
    // What VS Code then asks for: the groups that have changed, and the item of each row in them.
    const groups = changed === 'all' ? model.children() : changed;
    let items = 0;
    for (const group of groups) {
      if (group.type !== 'jobGroup') continue;
      const below = model.children(group);
      groupItem(group, below.length);
      for (const row of below) if (row.type === 'job' && jobItem(row, now, words)) items += 1;
    }
    const took = performance.now() - began;
    if (items < 500) throw new Error(`only ${items} rows were drawn`);
    // The first rounds warm up what a session has warm.
    if (round >= 10) times.push(took);
  }
  console.log(`${jobsTreeMark}${JSON.stringify(times)}`);
  // The console travels by messages.
  await new Promise((resolve) => setTimeout(resolve, 500));
}
