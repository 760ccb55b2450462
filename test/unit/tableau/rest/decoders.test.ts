/** Checks that every kind is read from JSON and from XML alike, with all its oddities (field guide §2). */
import assert from 'node:assert/strict';
import { decodeCustomView } from '../../../../src/tableau/rest/customViews';
import { decodeDatasource } from '../../../../src/tableau/rest/datasources';
import { decodeFlow } from '../../../../src/tableau/rest/flows';
import { decodeProject } from '../../../../src/tableau/rest/projects';
import { decodeView } from '../../../../src/tableau/rest/views';
import { decodeVirtualConnection } from '../../../../src/tableau/rest/virtualConnections';
import { decodeWorkbook } from '../../../../src/tableau/rest/workbooks';
import { asObject, type Raw } from '../../../../src/tableau/wire/decode';
import { parseXml } from '../../../../src/tableau/wire/xml';
import { siteOf } from '../support/harness';

const site = siteOf('https://10ax.online.tableau.com');
const decoders = {
  project: decodeProject,
  workbook: decodeWorkbook,
  view: decodeView,
  datasource: decodeDatasource,
  flow: decodeFlow,
  customView: decodeCustomView,
  virtualConnection: decodeVirtualConnection,
};

function fromXml(xml: string): Raw {
  const parsed = parseXml(`<tsResponse xmlns="http://tableau.com/api">${xml}</tsResponse>`);
  return asObject(
    Object.values(asObject(parsed?.value)).find((value) => typeof value === 'object'),
  );
}

describe('decoders', () => {
  it('give items of one project and one owner the same objects, until what they say changes', () => {
    const wire = {
      id: 'w1',
      name: 'Margin',
      project: { id: 'p9', name: 'Finance' },
      owner: { id: 'u9', name: 'ana' },
    };
    const one = decodeWorkbook(wire, site);
    const other = decodeDatasource({ ...wire, id: 'd1', type: 'sqlserver' }, site);
    assert.equal(one?.location, other?.location);
    assert.equal(one?.owner, other?.owner);
    const renamed = decodeWorkbook({ ...wire, project: { id: 'p9', name: 'Finances' } }, site);
    assert.deepEqual(renamed?.location, { type: 'Project', luid: 'p9', name: 'Finances' });
    assert.equal(one?.location?.name, 'Finance');
    assert.notEqual(decodeWorkbook(wire, { ...site })?.location, one?.location, 'another site');
  });
});

describe('decodeWorkbook', () => {
  const wire = {
    project: { id: 'p1', name: 'Finance' },
    location: { id: 'p1', type: 'Project', name: 'Finance' },
    owner: { id: 'u1', name: 'ana', fullName: 'Ana Ruiz', email: 'ana@fernweh.example' },
    tags: { tag: [{ label: 'q3' }, { label: 'board' }] },
    id: 'w1',
    name: 'Margin',
    description: 'By region',
    contentUrl: 'Margin',
    webpageUrl: 'https://10ax.online.tableau.com/#/site/sales/workbooks/90210',
    showTabs: 'true',
    size: '4',
    sheetCount: 7,
    hasExtracts: 'false',
    createdAt: '2024-03-01T09:00:00Z',
    updatedAt: '2024-05-01T09:00:00Z',
    defaultViewId: 'v1',
    encryptExtracts: 'false',
    somethingNew: { deep: [1] },
  };
  const wanted = {
    site,
    kind: 'workbook',
    luid: 'w1',
    name: 'Margin',
    description: 'By region',
    contentUrl: 'Margin',
    webpageUrl: wire.webpageUrl,
    owner: { luid: 'u1', name: 'ana', fullName: 'Ana Ruiz' },
    location: { type: 'Project', luid: 'p1', name: 'Finance' },
    tags: ['q3', 'board'],
    createdAt: '2024-03-01T09:00:00Z',
    updatedAt: '2024-05-01T09:00:00Z',
    showTabs: true,
    sizeMb: 4,
    sheetCount: 7,
    hasExtracts: false,
    defaultViewLuid: 'v1',
  };

  it('reads every field, strings and native values alike', () => {
    assert.deepEqual(decodeWorkbook(wire, site), wanted);
    const native = { ...wire, showTabs: true, size: 4, sheetCount: '7', hasExtracts: false };
    assert.deepEqual(decodeWorkbook(native, site), wanted);
  });

  it('reads the same from XML', () => {
    const xml = `<workbook id="w1" name="Margin" description="By region" contentUrl="Margin" webpageUrl="${wire.webpageUrl}"
      showTabs="true" size="4" sheetCount="7" hasExtracts="false" createdAt="2024-03-01T09:00:00Z" updatedAt="2024-05-01T09:00:00Z" defaultViewId="v1">
      <project id="p1" name="Finance"/><location id="p1" type="Project" name="Finance"/>
      <owner id="u1" name="ana" fullName="Ana Ruiz"/><tags><tag label="q3"/><tag label="board"/></tags></workbook>`;
    assert.deepEqual(decodeWorkbook(fromXml(xml), site), wanted);
  });

  it('has no members for what the server left out', () => {
    assert.deepEqual(decodeWorkbook({ id: 'w1', name: 'Bare', tags: {} }, site), {
      site,
      kind: 'workbook',
      luid: 'w1',
      name: 'Bare',
      contentUrl: '',
    });
  });

  it('reads a place in a personal space, which has no project', () => {
    const raw = {
      id: 'w1',
      name: 'Draft',
      location: { id: 'u1', type: 'PersonalSpace', name: 'Personal Space' },
    };
    assert.deepEqual(decodeWorkbook(raw, site)?.location, {
      type: 'PersonalSpace',
      luid: 'u1',
      name: 'Personal Space',
    });
  });

  it('reads one tag that came without its list, and an owner without a name', () => {
    const raw = {
      id: 'w1',
      name: 'n',
      tags: { tag: { label: 'only' } },
      owner: { id: 'u1', name: '' },
    };
    const item = decodeWorkbook(raw, site);
    assert.deepEqual([item?.tags, item?.owner], [['only'], { luid: 'u1' }]);
  });

  it('leaves out what makes no sense, and keeps the rest', () => {
    const raw = {
      id: 'w1',
      name: 'n',
      size: 'huge',
      createdAt: '',
      updatedAt: 'never',
      owner: 'ana',
      tags: 'x',
      project: [],
    };
    assert.deepEqual(decodeWorkbook(raw, site), {
      site,
      kind: 'workbook',
      luid: 'w1',
      name: 'n',
      contentUrl: '',
    });
  });
});

describe('decodeProject', () => {
  it('reads the parent, the permissions, and the counts under both of their names', () => {
    const counts = { projectCount: '2', workbookCount: 5, viewCount: '30', datasourceCount: '0' };
    const wanted = { projects: 2, workbooks: 5, views: 30, datasources: 0 };
    const raw = {
      id: 'p2',
      name: 'Reports',
      parentProjectId: 'p1',
      topLevelProject: 'false',
      contentPermissions: 'ManagedByOwner',
    };
    for (const name of ['contentsCounts', 'contentCounts']) {
      assert.deepEqual(decodeProject({ ...raw, [name]: counts }, site), {
        site,
        kind: 'project',
        luid: 'p2',
        name: 'Reports',
        parentLuid: 'p1',
        topLevel: false,
        contentPermissions: 'ManagedByOwner',
        counts: wanted,
      });
    }
    assert.equal('counts' in decodeProject({ ...raw, contentsCounts: {} }, site)!, false);
  });
});

describe('decodeView', () => {
  it('reads the workbook, the sheet and how often it was looked at', () => {
    const raw = {
      id: 'v1',
      name: 'Overview',
      contentUrl: 'Margin/sheets/Overview',
      viewUrlName: 'Overview',
      sheetType: 'dashboard',
      workbook: { id: 'w1', name: 'Margin' },
      usage: { totalViewCount: '42' },
      project: { id: 'p1' },
    };
    assert.deepEqual(decodeView(raw, site), {
      site,
      kind: 'view',
      luid: 'v1',
      name: 'Overview',
      contentUrl: 'Margin/sheets/Overview',
      viewUrlName: 'Overview',
      sheetType: 'dashboard',
      workbook: { luid: 'w1', name: 'Margin' },
      totalViewCount: 42,
      location: { type: 'Project', luid: 'p1' },
    });
  });
});

describe('decodeDatasource', () => {
  it('reads certification, Bridge, extract and size', () => {
    const raw = {
      id: 'd1',
      name: 'Orders',
      contentUrl: 'Orders',
      type: 'sqlserver',
      isCertified: true,
      certificationNote: 'By IT',
      useRemoteQueryAgent: 'false',
      hasExtracts: 'true',
      size: '12',
      connectedWorkbooksCount: '3',
    };
    assert.deepEqual(decodeDatasource(raw, site), {
      site,
      kind: 'datasource',
      luid: 'd1',
      name: 'Orders',
      contentUrl: 'Orders',
      type: 'sqlserver',
      isCertified: true,
      certificationNote: 'By IT',
      usesBridge: false,
      hasExtracts: true,
      sizeMb: 12,
      connectedWorkbooksCount: 3,
    });
  });
});

describe('decodeCustomView', () => {
  it('reads what it is a view of', () => {
    const raw = {
      id: 'c1',
      name: 'Mine',
      shared: 'true',
      view: { id: 'v1', name: 'Overview' },
      workbook: { id: 'w1' },
    };
    const item = decodeCustomView(raw, site);
    assert.deepEqual(
      [item?.shared, item?.view, item?.workbook],
      [true, { luid: 'v1', name: 'Overview' }, { luid: 'w1' }],
    );
  });
});

describe('every decoder', () => {
  for (const [kind, decode] of Object.entries(decoders)) {
    it(`drops a ${kind} without an id or a name, and survives nonsense`, () => {
      for (const raw of [
        {},
        { id: 'x' },
        { name: 'x' },
        { id: '', name: 'x' },
        { id: {}, name: [] },
      ]) {
        assert.equal(decode(raw, site), undefined);
      }
      const odd = {
        id: 'x',
        name: 'x',
        owner: null,
        tags: null,
        location: 4,
        project: 'p',
        usage: 'u',
        view: [],
        workbook: 0,
        contentsCounts: 's',
      };
      assert.equal(decode(odd, site)?.luid, 'x');
    });
  }
});
