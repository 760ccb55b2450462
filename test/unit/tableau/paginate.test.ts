/** Checks the walk over pages: order, end, prefetch, duplicates, and lists that change under it. */
import assert from 'node:assert/strict';
import type { Luid, Page } from '../../../src/tableau/model';
import { pagesOf, type PagesOptions } from '../../../src/tableau/paginate';

interface Item {
  readonly luid: Luid;
}

/** A list of so many items that notes which pages were asked for, and how many at the same time. */
class FakeList {
  readonly asked: number[] = [];
  inFlight = 0;
  most = 0;

  constructor(
    public total: number,
    readonly pageSize = 10,
  ) {}

  fetchPage = async (pageNumber: number, signal: AbortSignal): Promise<Page<Item>> => {
    this.asked.push(pageNumber);
    this.most = Math.max(this.most, ++this.inFlight);
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.inFlight -= 1;
    signal.throwIfAborted();
    const start = (pageNumber - 1) * this.pageSize;
    if (start > 0 && start >= this.total) return { items: [] };
    const count = Math.max(0, Math.min(this.pageSize, this.total - start));
    const items = Array.from({ length: count }, (_, n) => ({ luid: `item-${start + n}` as Luid }));
    return { items, total: this.total };
  };

  walk(ahead: number, more: Partial<PagesOptions<Item>> = {}): AsyncGenerator<readonly Item[]> {
    return pagesOf<Item>({
      pageSize: this.pageSize,
      ahead,
      expectedTotal: undefined,
      fetchPage: this.fetchPage,
      onTotal: () => undefined,
      ...more,
    });
  }
}

async function collect(walk: AsyncIterable<readonly Item[]>): Promise<string[]> {
  const luids: string[] = [];
  for await (const page of walk) luids.push(...page.map(({ luid }) => luid));
  return luids;
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('pagesOf', () => {
  it('ends at an empty page, however many items the server promises', async () => {
    const asked: number[] = [];
    const list = new FakeList(25);
    const fetchPage: typeof list.fetchPage = async (pageNumber, signal) => {
      asked.push(pageNumber);
      if (asked.length > 20) throw new Error('It would never end');
      return { ...(await list.fetchPage(pageNumber, signal)), total: 1_000_000 };
    };
    assert.equal((await collect(list.walk(0, { fetchPage }))).length, 25);
    assert.deepEqual(asked, numbers(1, 4));
  });

  it('gives every item in order, one page at a time, and asks for no page too many', async () => {
    for (const [total, pages] of [
      [0, 1],
      [1, 1],
      [10, 1],
      [11, 2],
      [30, 3],
      [95, 10],
    ] as const) {
      const list = new FakeList(total);
      const luids = await collect(list.walk(0));
      assert.deepEqual(
        luids,
        Array.from({ length: total }, (_, n) => `item-${n}`),
      );
      assert.deepEqual(list.asked, numbers(1, pages));
      assert.equal(list.most, 1);
    }
  });

  it('asks for the first page alone, then for as many ahead as it may', async () => {
    const list = new FakeList(95);
    assert.equal((await collect(list.walk(3))).length, 95);
    assert.deepEqual(list.asked, numbers(1, 10));
    assert.equal(list.most, 4, 'the one that is waited for, and three ahead of it');
  });

  it('asks for nothing beforehand when the next page was not wanted', async () => {
    const list = new FakeList(95);
    const walk = list.walk(0);
    await walk.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(list.asked, [1]);
    await walk.return(undefined);
  });

  it('asks for one page alone when everything fits on it, whatever it may ask ahead', async () => {
    const list = new FakeList(10);
    await collect(list.walk(5));
    assert.deepEqual(list.asked, [1]);
  });

  it('asks at once for the pages that it knows from the last time', async () => {
    const list = new FakeList(95);
    const luids = await collect(list.walk(9, { expectedTotal: 95 }));
    assert.equal(luids.length, 95);
    assert.equal(list.most, 10);
    assert.deepEqual(
      [...list.asked].sort((a, b) => a - b),
      numbers(1, 10),
    );
  });

  it('goes on when there is more than the last time, and ends when there is less', async () => {
    const grown = new FakeList(95);
    assert.equal((await collect(grown.walk(2, { expectedTotal: 20 }))).length, 95);
    const shrunk = new FakeList(15);
    assert.equal((await collect(shrunk.walk(5, { expectedTotal: 95 }))).length, 15);
  });

  it('follows a total that grows or shrinks under the walk', async () => {
    for (const [from, to] of [
      [25, 45],
      [45, 25],
      [45, 5],
    ] as const) {
      const list = new FakeList(from);
      const walk = list.walk(1);
      const luids: string[] = [];
      for await (const page of walk) {
        luids.push(...page.map(({ luid }) => luid));
        list.total = to;
      }
      assert.ok(luids.length >= to, `${from} to ${to}: ${luids.length}`);
      assert.equal(new Set(luids).size, luids.length);
    }
  });

  it('gives no item twice when the list moved under it', async () => {
    const list = new FakeList(30);
    const moved = async (pageNumber: number, signal: AbortSignal): Promise<Page<Item>> => {
      const page = await list.fetchPage(pageNumber, signal);
      return pageNumber === 2
        ? { ...page, items: [{ luid: 'item-9' as Luid }, ...page.items] }
        : page;
    };
    const luids = await collect(list.walk(0, { fetchPage: moved }));
    assert.equal(luids.length, 30);
    assert.equal(new Set(luids).size, 30);
  });

  it('ends after a page without a total and without a next one', async () => {
    const fetchPage = (): Promise<Page<Item>> =>
      Promise.resolve({ items: [{ luid: 'only' as Luid }] });
    assert.deepEqual(await collect(new FakeList(1).walk(3, { fetchPage })), ['only']);
  });

  it('stops what is under way when the walk is left early', async () => {
    const list = new FakeList(95);
    const signals: AbortSignal[] = [];
    const fetchPage = (pageNumber: number, signal: AbortSignal): Promise<Page<Item>> => {
      signals.push(signal);
      return list.fetchPage(pageNumber, signal);
    };
    for await (const page of list.walk(4, { fetchPage })) {
      assert.equal(page.length, 10);
      break;
    }
    assert.ok(signals.length > 1);
    assert.ok(signals.every((signal) => signal.aborted));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(list.asked.length, signals.length, 'and asks for nothing more');
  });

  it('fails with the error of the page that is waited for, and not before', async () => {
    const list = new FakeList(40);
    const fetchPage = async (pageNumber: number, signal: AbortSignal): Promise<Page<Item>> => {
      if (pageNumber === 3) throw new Error('page 3 is broken');
      return list.fetchPage(pageNumber, signal);
    };
    const seen: number[] = [];
    await assert.rejects(async () => {
      for await (const page of list.walk(3, { fetchPage })) seen.push(page.length);
    }, /page 3 is broken/u);
    assert.deepEqual(seen, [10, 10]);
  });

  it("ends with the caller's reason", async () => {
    const abort = new AbortController();
    const walk = new FakeList(95).walk(2, { signal: abort.signal });
    await walk.next();
    abort.abort(new Error('enough'));
    await assert.rejects(collect(walk), /enough/u);
  });

  it('tells the total that it found', async () => {
    const totals: number[] = [];
    await collect(new FakeList(25).walk(0, { onTotal: (total) => totals.push(total) }));
    assert.deepEqual(totals, [25, 25, 25]);
  });

  it('ends where every page is the same one, whatever total it names', async () => {
    const list = new FakeList(20, 10);
    const asked: number[] = [];
    const walk = list.walk(3, {
      fetchPage: async (pageNumber) => {
        asked.push(pageNumber);
        const { items } = await list.fetchPage(1, new AbortController().signal);
        return { items, total: 1e15 };
      },
    });
    assert.equal((await collect(walk)).length, 10);
    assert.ok(asked.length < 10, `${asked.length} pages were asked for`);
  });
});
