// docs/fake-tableau.md names every method and every knob of the server, and none that is not there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodTable } from '../../fakeTableau/methodTable';
import type { MetadataKnobs, MetadataMode } from '../../fakeTableau/metadataRequest';
import { Servers } from './restTalk';

const documentation = readFileSync(join(__dirname, '../../../docs/fake-tableau.md'), 'utf8');
const lines = documentation.split('\n');

/** What knobs are made of, and is not turned. */
const inner = ['constructor', 'model', 'clockSkew', 'jobScripts', 'outcomeFor'];

/** Types are gone at run time: what is missing here does not compile. */
const metadataKnobs: Readonly<Record<keyof MetadataKnobs, true>> = {
  backfillRunning: true,
  rateExceeded: true,
  timeLimit: true,
  timeLimitAbove: true,
  nullExtensions: true,
  spurious401Milliseconds: true,
};
const metadataModes: Readonly<Record<MetadataMode, true>> = {
  on: true,
  featureDisabled: true,
  siteDisabled: true,
  accessDenied: true,
  404: true,
  html: true,
};

describe('the documentation of the fake server', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  it('has the methods of the server, no more and no fewer', () => {
    const begin = lines.indexOf('## Methods');
    const told = lines.slice(
      begin + 1,
      lines.findIndex((line, at) => at > begin && line.startsWith('## ')),
    );
    const table = told.filter((line) => line.startsWith('|'));
    assert.deepEqual(table, methodTable(), 'npm run -s fake-tableau -- --methods prints them');
  });

  it('names every knob', async () => {
    const { knobs } = await servers.start({});
    const names = new Set(Object.keys(knobs));
    for (let of: unknown = Object.getPrototypeOf(knobs); of !== Object.prototype;) {
      for (const name of Object.getOwnPropertyNames(of)) names.add(name);
      of = Object.getPrototypeOf(of);
    }
    const wanted = [...names].filter((name) => !inner.includes(name));
    assert.ok(wanted.length > 30, `${wanted.length} knobs`);
    const begin = lines.findIndex((line) => line.startsWith('## Knobs'));
    const table = lines.slice(begin).filter((line) => line.startsWith('|'));
    const missing = (name: string): boolean =>
      !table.some((row) => new RegExp(`\`${name}(?:[.(\`]|$)`, 'u').test(row));
    assert.deepEqual(wanted.filter(missing), []);
    const below = Object.keys(metadataKnobs).map((name) => `metadata.${name}`);
    assert.deepEqual(below.filter(missing), []);
    const modes = Object.keys(metadataModes);
    assert.deepEqual(
      modes.filter(
        (mode) =>
          !table.some((row) => row.includes('`metadataMode`') && row.includes(`\`${mode}\``)),
      ),
      [],
    );
  });
});
