/** A growing list is asked by several at once, fails, is aborted and goes on. */
import assert from 'node:assert/strict';
import { ContentList } from '../../../src/content/contentList';
import type { Content, ContentUrl, Luid } from '../../../src/tableau/model';

const site = { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl };
const item = (n: number): Content => ({ site, kind: 'flow', luid: `${n}` as Luid, name: `F${n}` });
const names = (items: readonly Content[]): readonly string[] => items.map(({ name }) => name);
const owner = (): AbortSignal => new AbortController().signal;

describe('ContentList', () => {
  it('asks for the next batch only when it is wanted', async () => {
    const asked: number[] = [];
    const list = new ContentList(async function* () {
      for (const n of [1, 2, 3]) {
        asked.push(n);
        yield [item(n)];
      }
    }, owner());
    assert.deepEqual(names(await list.more()), ['F1']);
    assert.deepEqual(asked, [1]);
    assert.equal(list.done, false);
    assert.deepEqual(names(await list.all()), ['F1', 'F2', 'F3']);
    assert.equal(list.done, true);
    assert.equal(list.total, 3);
    assert.deepEqual(await list.more(), []);
  });

  it('passes over batches from which nothing is left', async () => {
    const list = new ContentList(async function* () {
      yield [];
      yield [];
      yield [item(1)];
    }, owner());
    assert.deepEqual(names(await list.more()), ['F1']);
  });

  it('gives one answer to all who ask at the same time', async () => {
    let opened = 0;
    const list = new ContentList(async function* () {
      opened += 1;
      await new Promise(setImmediate);
      yield [item(1)];
    }, owner());
    const [one, other] = await Promise.all([list.more(), list.more()]);
    assert.deepEqual(names(one), ['F1']);
    assert.equal(one, other);
    assert.equal(opened, 1);
  });

  it('forgets a failure and goes on where it was, without repeating items', async () => {
    let opened = 0;
    const list = new ContentList(async function* () {
      opened += 1;
      yield [item(1)];
      if (opened === 1) throw new Error('connection lost');
      yield [item(1), item(2)];
    }, owner());
    await list.more();
    await assert.rejects(list.more(), /connection lost/u);
    assert.deepEqual(names(list.items), ['F1']);
    assert.deepEqual(names(await list.all()), ['F1', 'F2']);
    assert.equal(opened, 2);
  });

  it('leaves others waiting when one aborts, and stops the work when the last does', async () => {
    let stopped = 0;
    const list = new ContentList(async function* (signal) {
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, 20);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          stopped += 1;
          reject(signal.reason as Error);
        });
      });
      yield [item(1)];
    }, owner());
    const first = new AbortController();
    const impatient = list.more(first.signal);
    const patient = list.more();
    first.abort();
    await assert.rejects(impatient, { name: 'AbortError' });
    assert.deepEqual(names(await patient), ['F1']);
    assert.equal(stopped, 0);

    let ended: unknown;
    const again = new ContentList(async function* (signal) {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject((ended = signal.reason) as Error));
      });
      yield [item(1)];
    }, owner());
    const only = new AbortController();
    const waiting = again.more(only.signal);
    only.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal((ended as Error | undefined)?.name, 'AbortError');
  });

  it('drops an answer that comes after its owner let go of it', async () => {
    const letGo = new AbortController();
    let answer = (): void => undefined;
    const list = new ContentList(async function* () {
      await new Promise<void>((resolve) => (answer = resolve));
      yield [item(1)];
    }, letGo.signal);
    const waiting = list.more();
    letGo.abort(new DOMException('refreshed', 'AbortError'));
    answer();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.deepEqual(list.items, []);
    await assert.rejects(list.more(), { name: 'AbortError' });
  });

  it('lets several follow it from the start while it grows', async () => {
    const list = new ContentList(async function* () {
      for (const n of [1, 2, 3]) yield [item(n)];
    }, owner());
    await list.more();
    const follow = async (): Promise<readonly string[]> => {
      const seen: string[] = [];
      for await (const batch of list.follow()) seen.push(...names(batch));
      return seen;
    };
    const [one, other] = await Promise.all([follow(), follow()]);
    assert.deepEqual(one, ['F1', 'F2', 'F3']);
    assert.deepEqual(other, one);
  });
});
