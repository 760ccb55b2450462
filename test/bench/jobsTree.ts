/** `jobs-tree-update`: how long the Jobs view takes after an answer with 1,000 jobs, in an extension host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../vscode/browser';
import { startVSCode } from '../vscode/server';
import type { Bench } from './bench';
import { median, rounded } from './figure';
import { inOneHost, measuringQuery, prepare } from './inHost';
import { jobsTreeMark } from './jobsTreeMark';

export const jobsTree: Bench = {
  names: ['jobs-tree-update'],
  async measure({ progress }) {
    progress('the Jobs view with 1,000 jobs');
    const folder = mkdtempSync(join(tmpdir(), 'vizport-jobs-tree-'));
    const measuring = prepare(folder, 'test/bench/measureJobsTree.ts');
    const vscode = await startVSCode({
      mode: 'test',
      query: (address) => measuringQuery(address, folder, measuring),
    });
    try {
      const browser = await launchBrowser();
      try {
        const times = await inOneHost<readonly number[]>(browser, vscode, jobsTreeMark);
        return [
          {
            name: 'jobs-tree-update',
            value: rounded(median(times), 1),
            unit: 'ms',
            against: `under 16 ms (one frame) after an answer with 1,000 jobs; the slowest of ${times.length} took ${rounded(Math.max(...times), 1)} ms`,
          },
        ];
      } finally {
        await browser.close();
      }
    } finally {
      await vscode.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
