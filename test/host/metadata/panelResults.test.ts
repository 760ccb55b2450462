/** What the results of one panel tell of the sites that they come from. */
import assert from 'node:assert/strict';
import { PanelResults } from '../../../src/metadata/results/panelResults';
import type { TableauClient } from '../../../src/tableau/client';
import { errorText } from '../../../src/ui/errorText';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { clientFor, LinesLog, patOf, type SignedInBench } from '../../unit/tableau/support/harness';

describe('PanelResults', function () {
  this.timeout(20_000);
  let fake: FakeTableau;
  let bench: SignedInBench;
  let site: string;

  before(async () => {
    fake = await startFakeTableau();
    bench = clientFor(fake, patOf(fake));
  });
  beforeEach(() => {
    site = 'one';
  });
  after(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  const panel = (): PanelResults =>
    new PanelResults({
      siteName: () => 'Sales',
      siteKey: () => site,
      client: () => Promise.resolve<TableauClient>(bench.client),
      tells: { errorText, log: new LinesLog() },
      ownQuestion: () => undefined,
      tell: () => undefined,
    });
  const notes = async (results: PanelResults, tab: string): Promise<number> => {
    const query = '{ publishedDatasources { luid } }';
    const never = new AbortController().signal;
    return (await results.handlers().runQuery({ tab, query }, never)).notes.length;
  };

  it('say once in a panel, for each site, that its index is still being built', async () => {
    fake.knobs.metadata.backfillRunning = true;
    const results = panel();
    assert.deepEqual(
      [await notes(results, 'a'), await notes(results, 'a'), await notes(results, 'b')],
      [1, 0, 0],
    );
    site = 'two';
    assert.deepEqual([await notes(results, 'b'), await notes(results, 'b')], [1, 0]);
    site = 'one';
    assert.equal(await notes(results, 'b'), 0);
    assert.equal(await notes(panel(), 'a'), 1, 'another panel tells it, too');
    results.dispose();
  });
});
