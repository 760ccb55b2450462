/** A table of addresses as people paste them, and what each must be read as. */
import assert from 'node:assert/strict';
import { parseServerAddress, parseWebAddress } from '../../../src/content/webAddress';

const cloud = 'https://10ax.online.tableau.com';
const server = 'https://tableau.acme.com';
const uuid = '5d4c3b2a-1f0e-4d9c-8b7a-665544332211';

const on = (origin: string, contentUrl: string, item?: object, page?: string): object => ({
  server: origin,
  contentUrl,
  ...(item === undefined ? {} : { item }),
  ...(page === undefined ? {} : { page }),
});
const number = (kind: string, vizportalUrlId: string): object => ({ kind, vizportalUrlId });
const view = (contentUrl: string): object => ({ kind: 'view', contentUrl });
const custom = (viewContentUrl: string): object => ({
  kind: 'customView',
  luid: uuid,
  viewContentUrl,
});

const sales42 = on(cloud, 'sales', number('workbook', '42'));

const readable: readonly (readonly [text: string, expected: object])[] = [
  // Mangled: a name and password are nowhere in what is read, and so in no message and no log.
  [`https/#/ana:secret@tableau.acme.com`, on('https://https', '', undefined, 'tableau.acme.com')],
  // Numbers behind the hash, with any tab.
  [`${cloud}/#/site/sales/workbooks/42`, sales42],
  [`${cloud}/#/site/sales/workbooks/42/`, sales42],
  [`${cloud}/#/site/sales/workbooks/42/views`, sales42],
  [`${cloud}/#/site/sales/workbooks/42/connections`, sales42],
  [`${cloud}/#/site/sales/workbooks/42/customviews?order=name:asc`, sales42],
  [`${cloud}/#/site/sales/workbooks/42?:origin=card_share_link`, sales42],
  [`${cloud}/#/site/sales/workbooks/0042`, sales42],
  [
    `${cloud}/#/site/sales/datasources/678/askData`,
    on(cloud, 'sales', number('datasource', '678')),
  ],
  [`${cloud}/#/site/sales/flows/5/runHistory`, on(cloud, 'sales', number('flow', '5'))],
  [
    `${cloud}/#/site/sales/virtualconnections/3`,
    on(cloud, 'sales', number('virtualConnection', '3')),
  ],
  [
    `${cloud}/#/site/sales/virtualConnections/3/tables`,
    on(cloud, 'sales', number('virtualConnection', '3')),
  ],
  [
    `${cloud}/#/site/sales/virtual-connections/3`,
    on(cloud, 'sales', number('virtualConnection', '3')),
  ],
  [`${cloud}/#/site/sales/projects/99?order=name`, on(cloud, 'sales', number('project', '99'))],
  [`${cloud}/#/site/sales/projects/99/workbooks`, on(cloud, 'sales', number('project', '99'))],
  // The default site of a Tableau Server.
  [`${server}/#/workbooks/42/views`, on(server, '', number('workbook', '42'))],
  [`${server}/#/projects/1`, on(server, '', number('project', '1'))],
  [`${server}/#/views/Margin/Overview?:iid=1`, on(server, '', view('Margin/sheets/Overview'))],
  // How it was written down.
  ['10ax.online.tableau.com/#/site/sales/workbooks/42', sales42],
  [`  <${cloud}/#/site/sales/workbooks/42>  `, sales42],
  [`"${cloud}/#/site/sales/workbooks/42"`, sales42],
  [`'${cloud}/#/site/sales/workbooks/42',`, sales42],
  [`\`${cloud}/#/site/sales/workbooks/42\``, sales42],
  [`“10ax.online.tableau.com/#/site/sales/workbooks/42”`, sales42],
  [`see ${cloud}/#/site/sales/workbooks/42 please`, sales42],
  [`[Margin](${cloud}/#/site/sales/workbooks/42)`, sales42],
  [`<${cloud}/#/site/sales/workbooks/42|Margin>`, sales42],
  [`${cloud}/#/site/sales/workbooks/42.`, sales42],
  [`${cloud}/%23/site/sales/workbooks/42`, sales42],
  [`10ax.online.tableau.com%23/site/sales/workbooks/42`, sales42],
  [`${cloud}/#!/site/sales/workbooks/42`, sales42],
  [`HTTPS://10AX.Online.Tableau.com/#/site/sales/workbooks/42`, sales42],
  [`${cloud}/en-us/#/site/sales/workbooks/42`, sales42],
  [`${cloud}/?code=1%23/x#/site/sales/workbooks/42`, sales42],
  [`https://ana:pw@10ax.online.tableau.com/#/site/sales/workbooks/42`, sales42],
  [`https://ana%40acme.com:p%2Fw@10ax.online.tableau.com/#/site/sales/workbooks/42`, sales42],
  [`ana%40acme.com:p@w@10ax.online.tableau.com/#/site/sales/workbooks/42`, sales42],
  [`${cloud}/site/sales/workbooks/42`, sales42],
  [`${cloud}/de-de/site/sales/workbooks/42?x=1`, sales42],
  [
    'https://tableau.acme.com:8443/#/site/sales/workbooks/42',
    on('https://tableau.acme.com:8443', 'sales', number('workbook', '42')),
  ],
  [
    'tableau.acme.com:8443/#/workbooks/42',
    on('https://tableau.acme.com:8443', '', number('workbook', '42')),
  ],
  ['http://tableau/#/workbooks/42', on('http://tableau', '', number('workbook', '42'))],
  ['tableau/#/workbooks/42', on('https://tableau', '', number('workbook', '42'))],
  ['localhost:8000/#/workbooks/42', on('http://localhost:8000', '', number('workbook', '42'))],
  ['127.0.0.1:8000/#/workbooks/42', on('http://127.0.0.1:8000', '', number('workbook', '42'))],
  ['[::1]:8000/#/workbooks/42', on('http://[::1]:8000', '', number('workbook', '42'))],
  ['http://10.1.2.3/#/workbooks/42', on('http://10.1.2.3', '', number('workbook', '42'))],
  [`${cloud}/#/site/Sales%20EMEA/workbooks/42`, on(cloud, 'Sales EMEA', number('workbook', '42'))],
  // Views, by names; every parameter goes.
  [
    `${cloud}/#/site/sales/views/Margin/Overview?:iid=1&Region=West#2`,
    on(cloud, 'sales', view('Margin/sheets/Overview')),
  ],
  [
    `${cloud}/t/sales/views/Margin/Overview?:embed=y&:showVizHome=no`,
    on(cloud, 'sales', view('Margin/sheets/Overview')),
  ],
  [`${server}/views/Margin/Overview?:iid=2#1`, on(server, '', view('Margin/sheets/Overview'))],
  [`${server}/views/R%26D%2C/%C3%9Cbersicht`, on(server, '', view('R&D,/sheets/Übersicht'))],
  [`${server}/views/Rate%2550/A`, on(server, '', view('Rate%50/sheets/A'))],
  [`${server}/views/100%/A`, on(server, '', view('100%/sheets/A'))],
  [`${server}/views/הכנסות/מבט`, on(server, '', view('הכנסות/sheets/מבט'))],
  [`${server}/views/Margin/sheets/Overview`, on(server, '', view('Margin/sheets/Overview'))],
  [`${server}/trusted/aB3-ticket/views/M/O`, on(server, '', view('M/sheets/O'))],
  [`${server}/trusted/aB3-ticket/t/sales/views/M/O`, on(server, 'sales', view('M/sheets/O'))],
  [`${server}/views/Margin`, on(server, '', { kind: 'workbook', contentUrl: 'Margin' })],
  // Web authoring.
  [
    `${cloud}/t/sales/authoring/Margin/Overview`,
    on(cloud, 'sales', view('Margin/sheets/Overview')),
  ],
  [
    `${cloud}/#/site/sales/authoring/Margin/Overview/edit`,
    on(cloud, 'sales', view('Margin/sheets/Overview')),
  ],
  // Custom views.
  [
    `${cloud}/#/site/sales/views/Margin/Overview/${uuid}/My%20West?:iid=1`,
    on(cloud, 'sales', custom('Margin/sheets/Overview')),
  ],
  [
    `${server}/t/sales/views/Margin/Overview/${uuid.toUpperCase()}/West`,
    on(server, 'sales', custom('Margin/sheets/Overview')),
  ],
  [
    `${server}/views/Margin/Overview/ana@acme.com/West`,
    on(server, '', view('Margin/sheets/Overview')),
  ],
  // tabcmd get: names and an extension.
  [
    `${server}/t/sales/workbooks/Margin.twb`,
    on(server, 'sales', { kind: 'workbook', contentUrl: 'Margin' }),
  ],
  [`${server}/workbooks/Margin.twbx`, on(server, '', { kind: 'workbook', contentUrl: 'Margin' })],
  [
    `${server}/datasources/Sales_DB.tdsx`,
    on(server, '', { kind: 'datasource', contentUrl: 'Sales_DB' }),
  ],
  [`${server}/t/sales/views/M/O.png?:refresh=yes`, on(server, 'sales', view('M/sheets/O'))],
  [`${server}/views/M/O.csv`, on(server, '', view('M/sheets/O'))],
  // Pages of a site.
  [`${cloud}/#/site/sales/home`, on(cloud, 'sales', undefined, 'home')],
  [`${cloud}/#/site/sales/explore`, on(cloud, 'sales', undefined, 'explore')],
  [`${cloud}/#/site/sales/workbooks`, on(cloud, 'sales', undefined, 'workbooks')],
  [`${cloud}/#/site/sales/tasks/extractRefreshes`, on(cloud, 'sales', undefined, 'tasks')],
  [`${cloud}/#/site/sales/users/ana`, on(cloud, 'sales', undefined, 'users')],
  [`${cloud}/#/site/sales/collections`, on(cloud, 'sales', undefined, 'collections')],
  [`${cloud}/#/site/sales`, on(cloud, 'sales')],
  [`${cloud}/#/site/sales/`, on(cloud, 'sales')],
  [`${cloud}/t/sales`, on(cloud, 'sales')],
  [`${cloud}/#/signin?redirect=%2Fhome`, on(cloud, '', undefined, 'signin')],
  [server, on(server, '')],
  [`${server}/`, on(server, '')],
];

const refused: readonly (readonly [text: string, expected: object])[] = [
  ['', { reason: 'empty' }],
  ['   ', { reason: 'empty' }],
  ['margin', { reason: 'notAnAddress' }],
  ['the margin workbook', { reason: 'notAnAddress' }],
  [uuid, { reason: 'notAnAddress' }],
  ['Finance/EMEA/Margin', { reason: 'notAnAddress' }],
  ['42', { reason: 'notAnAddress' }],
  ['https://', { reason: 'notAnAddress' }],
  ['ftp://tableau.acme.com/#/workbooks/1', { reason: 'notWeb' }],
  ['vscode://vizport.vizport/item', { reason: 'notWeb' }],
  ['https://github.com/tableau/tabcmd', { reason: 'notTableau', host: 'github.com' }],
  ['https://example.com/page#section', { reason: 'notTableau', host: 'example.com' }],
  ['https://public.tableau.com/app/profile/ana/viz/M/O', { reason: 'tableauPublic' }],
  ['https://public.tableau.com/views/M/O', { reason: 'tableauPublic' }],
  [`${server}/metadata/graphiql/`, { reason: 'tool', what: 'metadata' }],
  [`${server}/vizportal/api/web/v1/x`, { reason: 'tool', what: 'vizportal' }],
  [`${cloud}/#/site/s/metrics/3`, { reason: 'unsupportedKind', what: 'metrics' }],
  [`${cloud}/#/site/s/collections/${uuid}`, { reason: 'unsupportedKind', what: 'collections' }],
  [`${cloud}/#/site/s/databases/7/tables`, { reason: 'unsupportedKind', what: 'databases' }],
  [`${cloud}/#/site/s/tables/7`, { reason: 'unsupportedKind', what: 'tables' }],
  [`${cloud}/pulse/site/s/metrics/${uuid}`, { reason: 'unsupportedKind', what: 'pulse' }],
  [`${cloud}/#/site/s/lenses/7`, { reason: 'unsupportedKind', what: 'lenses' }],
  [`${cloud}/#/site/s/redirect_to_view/7`, { reason: 'unsupportedKind', what: 'redirect_to_view' }],
  [`${cloud}/#/site/s/flows/abc`, { reason: 'unsupportedKind', what: 'flows' }],
];

describe('parseWebAddress', () => {
  for (const [text, expected] of readable)
    it(`reads ${text}`, () => assert.deepEqual(parseWebAddress(text), expected));
  for (const [text, expected] of refused)
    it(`refuses ${JSON.stringify(text)} with its reason`, () =>
      assert.deepEqual(parseWebAddress(text), expected));
});

describe('parseServerAddress', () => {
  const table: readonly (readonly [text: string, expected: object])[] = [
    ['tableau.acme.com', { server }],
    ['https://tableau.acme.com/', { server }],
    ['tableau', { server: 'https://tableau' }],
    ['tableau.acme.com:8443', { server: 'https://tableau.acme.com:8443' }],
    ['https://tableau.acme.com:8443/#/home', { server: 'https://tableau.acme.com:8443' }],
    ['http://tableau.acme.com', { server: 'http://tableau.acme.com' }],
    ['localhost:8000', { server: 'http://localhost:8000' }],
    ['https://localhost:8000', { server: 'https://localhost:8000' }],
    ['10.20.30.40', { server: 'https://10.20.30.40' }],
    ['10ax.online.tableau.com/#/site/x/home', { server: cloud, contentUrl: 'x' }],
    [`${cloud}/#/site/sales/workbooks/123`, { server: cloud, contentUrl: 'sales' }],
    [`${cloud}/t/sales/views/M/O`, { server: cloud, contentUrl: 'sales' }],
    [`${server}/#/workbooks/5`, { server, contentUrl: '' }],
    [`${server}/views/M/O`, { server, contentUrl: '' }],
    [`${cloud}/#/site/sales/collections/7`, { server: cloud, contentUrl: 'sales' }],
    ['https://tableau.acme.com/some/page', { server }],
    ['', { reason: 'empty' }],
    ['not a host', { reason: 'notAnAddress' }],
    ['our server is https://tableau.acme.com', { server }],
    ['a_b!', { reason: 'notAnAddress' }],
    ['ssh://tableau.acme.com', { reason: 'notWeb' }],
    ['public.tableau.com', { reason: 'tableauPublic' }],
  ];
  for (const [text, expected] of table)
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseServerAddress(text), expected));
});
