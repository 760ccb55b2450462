/** The rows of one place as they grow: in the order of names, whatever came first. */
import assert from 'node:assert/strict';
import { systemClock } from '../../../src/base/clock';
import type { Content, ContentUrl, Luid } from '../../../src/tableau/model';
import { batchSize, Listing, type GrowingList } from '../../../src/views/listing';

const site = { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl };
const flow = (n: number): Content => ({
  site,
  kind: 'flow',
  luid: `luid-${n}` as Luid,
  name: `Flow ${n}`,
});

/** Gives a thousand at a time, in an order that is not a person's. */
class Growing implements GrowingList {
  readonly items: Content[] = [];
  readonly #rest: Content[];

  constructor(readonly total: number) {
    const all = Array.from({ length: total }, (_, n) => flow(n));
    // "Flow 10" before "Flow 2", as a server sorts.
    this.#rest = all.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  get done(): boolean {
    return this.#rest.length === 0;
  }

  async more(): Promise<void> {
    this.items.push(...this.#rest.splice(0, batchSize));
  }
}

describe('Listing', () => {
  it('keeps the rows in the order of their names however often more are shown', async () => {
    const list = new Growing(5300);
    const listing = new Listing([{ kind: 'flow', list }], systemClock, () => undefined);
    await listing.load();
    for (let shown = 1; ; shown += 1) {
      const [part] = listing.rows();
      const numbers = part?.items.map(({ name }) => Number(name.slice(5))) ?? [];
      assert.equal(numbers.length, Math.min(5300, shown * batchSize));
      assert.deepEqual(
        numbers,
        numbers.toSorted((one, other) => one - other),
      );
      if (part?.hasMore !== true) break;
      listing.showMore('flow');
      await listing.load();
    }
    assert.equal(listing.rows()[0]?.items.length, 5300);
    listing.dispose();
  });
});
