/** Addresses made of known parts, dressed as people paste them, and then mangled: each is read right, or refused. */
import assert from 'node:assert/strict';
import { parseServerAddress, parseWebAddress } from '../../../src/content/webAddress';
import { seeded, type Seeded } from '../support/seeded';

const uuid = '5d4c3b2a-1f0e-4d9c-8b7a-665544332211';
const origins = [
  'https://10ax.online.tableau.com',
  'https://tableau.acme.com',
  'https://tableau.acme.com:8443',
  'http://tableau.acme.example',
  'https://münchen-bi.example',
  'https://10.1.2.3',
];
const sites = ['sales', 'Sales EMEA', 'R&D', 'käufe', 'עברית', 'a.b-c_d', '100%', '日本', 'site'];
const names = [
  'Margin',
  'Q3 Umsatz',
  'A,B',
  'a+b',
  '50%',
  'über',
  'מבט',
  '売上',
  "it's",
  'views',
  '(x)',
];

interface Known {
  readonly address: string;
  readonly expected: object;
}

/** An address as Tableau shows it, and what it must be read as. */
function known(chance: Seeded): Known {
  const origin = chance.pick(origins);
  const server = new URL(origin).origin;
  const contentUrl = chance.below(4) === 0 ? '' : chance.pick(sites);
  const [workbook, sheet] = [chance.pick(names), chance.pick(names)];
  const view = `${encodeURIComponent(workbook)}/${encodeURIComponent(sheet)}`;
  const viewContentUrl = `${workbook}/sheets/${sheet}`;
  const inRoute = contentUrl === '' ? '#/' : `#/site/${encodeURIComponent(contentUrl)}/`;
  const inPath = contentUrl === '' ? '' : `t/${encodeURIComponent(contentUrl)}/`;
  const number = String(1 + chance.below(2_000_000));
  const tail = chance.pick([
    '',
    '/',
    '?:iid=1',
    '?:origin=card_share_link',
    '?order=name:asc',
    '#2',
  ]);
  const all: readonly (readonly [string, object])[] = [
    ...(
      [
        ['workbooks', 'workbook'],
        ['datasources', 'datasource'],
        ['flows', 'flow'],
        ['projects', 'project'],
        ['virtualconnections', 'virtualConnection'],
      ] as const
    ).map(([word, kind]): [string, object] => [
      `${inRoute}${word}/${number}${chance.pick(['', '/views', '/connections'])}`,
      { kind, vizportalUrlId: number },
    ]),
    [`${inRoute}views/${view}`, { kind: 'view', contentUrl: viewContentUrl }],
    [`${inPath}views/${view}`, { kind: 'view', contentUrl: viewContentUrl }],
    [`${inPath}authoring/${view}`, { kind: 'view', contentUrl: viewContentUrl }],
    [`${inRoute}views/${view}/${uuid}/Mine`, { kind: 'customView', luid: uuid, viewContentUrl }],
  ];
  const [path, item] = chance.pick(all);
  // A `#2` behind a route is a second one, and only browsers' addresses in the path have it.
  const end = tail === '#2' && path.startsWith('#') ? '' : tail;
  return { address: `${origin}/${path}${end}`, expected: { server, contentUrl, item } };
}

/** What people and programs do to an address without changing what it means. */
const dresses: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `  ${address}\n`,
  (address) => `<${address}>`,
  (address) => `"${address}"`,
  (address) => `see ${address} please`,
  (address) => `${address};`,
  (address) => address.replace(/^http/u, 'HTTP'),
  (address) => address.replace(/^https:\/\//u, ''),
  (address) => address.replace('/#/', '/#!/'),
  (address) => address.replace('/#/', '/%23/'),
  (address) => address.replace('/#/', '/en-us/#/'),
  (address) => address.replace('://', '://ana:secret@'),
];

function mangled(address: string, chance: Seeded): string {
  let text = address;
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const at = chance.below(text.length + 1);
    const piece = chance.pick(pieces);
    text =
      chance.below(2) === 0
        ? text.slice(0, at) + piece + text.slice(at)
        : text.slice(0, at) + text.slice(at + 1 + chance.below(8));
  }
  return text;
}
const pieces =
  '/ # ? % %2 %00 %E0%A4 : :// @ [ ] \\ .. ; & = \0 \u202e 🐟 \n about: javascript: \ud800'.split(
    ' ',
  );

const reasons = /^(?:empty|notAnAddress|notWeb|unsupportedKind|tool|notTableau|tableauPublic)$/u;

export function generatedAddresses(count: number): void {
  describe('addresses that were generated', () => {
    const chance = seeded();
    const times = (each: () => void): void => {
      for (let at = 0; at < count / 2; at++) each();
    };

    it(`are read as what they were made of, ${count / 2} of them`, () => {
      times(() => {
        const { address, expected } = known(chance);
        const dressed = chance.pick(dresses)(address);
        const read = parseWebAddress(dressed);
        assert.deepEqual(read, expectedFor(dressed, expected), `seed ${chance.seed}: ${dressed}`);
      });
    });

    it(`and then mangled are read or refused with a reason, ${count / 2} of them`, () => {
      times(() => {
        const text = mangled(chance.pick(dresses)(known(chance).address), chance);
        const began = performance.now();
        for (const read of [parseWebAddress(text), parseServerAddress(text)]) {
          const words = `seed ${chance.seed}: ${JSON.stringify(text)}`;
          if ('reason' in read) assert.match(read.reason, reasons, words);
          else {
            assert.equal(new URL(read.server).origin, read.server, words);
            assert.match(read.server, /^https?:/u, words);
            // A name and password before the host go no further.
            assert.doesNotMatch(JSON.stringify(read), /ana:secret/u, words);
          }
        }
        assert.ok(performance.now() - began < 1000, `seed ${chance.seed}: ${text} took too long`);
      });
    });
  });
}

/** Without a scheme the server is taken to speak https. */
function expectedFor(dressed: string, expected: object): object {
  const { server } = expected as { server: string };
  return /https?:\/\//iu.test(dressed)
    ? expected
    : { ...expected, server: server.replace(/^http:/u, 'https:') };
}
