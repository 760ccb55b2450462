/** What the memory benches take for data that is kept, by heaps of this very process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import { grownBy, lyingIn, lyingInSnapshot } from '../../bench/memory/heapSnapshot';

describe('heap snapshots of the memory benches', function () {
  this.timeout(60_000);

  it('tell what is kept from what V8 makes for itself', () => {
    const meta = {
      node_fields: ['type', 'name', 'self_size'],
      node_types: [['hidden', 'array', 'code', 'object']] as const,
    };
    const nodes = [0, 0, 1024, 1, 0, 2048, 2, 0, 4096, 3, 0, 8192];
    assert.deepEqual(lyingInSnapshot({ snapshot: { meta }, nodes }), { data: 10, code: 5 });
  });

  it('show what was kept between two of them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vizport-heap-'));
    try {
      const lying = (name: string) => lyingIn(v8.writeHeapSnapshot(join(folder, name)));
      lying('first');
      const before = lying('before');
      const kept = Array.from({ length: 20_000 }, (_, at) => ({ at, half: at / 2 }));
      const { data } = grownBy(before, lying('after'));
      assert.equal(kept.length, 20_000);
      // Two members, three words of header and a number that needs a place of its own: some fifty bytes each.
      assert.ok(data > 600 && data < 2500, `${data} KB`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
