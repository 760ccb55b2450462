/** In a process of its own: lists 10,000 workbooks through the client beside the raw listing. */
import assert from 'node:assert/strict';
import type { Workbook } from '../../src/tableau/model';
import { besideRaw, total } from './besideRaw';

besideRaw({
  async run(client) {
    const all: Workbook[] = [];
    for await (const page of client.workbooks.pages({}, { ahead: 9 })) all.push(...page);
    assert.equal(all.length, total);
    assert.equal(all[9999]?.owner?.fullName, 'Person Number 99');
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
