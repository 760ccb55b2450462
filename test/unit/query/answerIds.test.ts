/** What is offered on an id depends on which of Tableau's four ids it is, and whose. */
import assert from 'node:assert/strict';
import { answerIdAt } from '../../../src/query/answerIds';

describe('answerIdAt', () => {
  const query = `query Q { workbooksConnection(first: 1) { nodes {
      id key: luid name vizportalUrlId projectLuid projectVizportalUrlId
      owner { luid }
      upstreamDatasources { luid vizportalId }
      embeddedDatasources { id luid: name }
      views { __typename luid ... on Sheet { id } }
      labels { asset { ... on PublishedDatasource { luid } ... on Warnable { id } } }
      upstreamVirtualConnections { luid }
    } } }`;
  const data = {
    workbooksConnection: {
      nodes: [
        {
          id: 'm1',
          key: 'w1',
          name: 'Sales',
          vizportalUrlId: '7',
          projectLuid: 'p1',
          projectVizportalUrlId: '8',
          owner: { luid: 'u1' },
          upstreamDatasources: [{ luid: 'd1', vizportalId: '9' }],
          embeddedDatasources: [{ id: 'm2', luid: 'Orders' }],
          views: [{ __typename: 'Dashboard', luid: 'v1', id: 'm3' }],
          labels: [{ asset: { luid: 'd2', id: 'm4' } }],
          upstreamVirtualConnections: [{ luid: 'c1' }],
        },
      ],
    },
  };
  const node = ['workbooksConnection', 'nodes', 0] as const;
  const at = (...path: readonly (string | number)[]): unknown => {
    const whole = [...node, ...path];
    const inside = (steps: readonly (string | number)[]): unknown =>
      steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)?.[step], data);
    const found = answerIdAt(
      { query, operationName: 'Q' },
      { path: whole, value: inside(whole), type: inside([...whole.slice(0, -1), '__typename']) },
    );
    return found && [found.kind, found.item, found.value];
  };

  it('tells the four kinds of id apart', () => {
    assert.deepEqual(at('key'), ['luid', 'workbook', 'w1']);
    assert.deepEqual(at('id'), ['metadataId', undefined, 'm1']);
    assert.deepEqual(at('vizportalUrlId'), ['vizportalUrlId', 'workbook', '7']);
    assert.deepEqual(at('upstreamDatasources', 0, 'vizportalId'), ['vizportalId', undefined, '9']);
    assert.equal(at('name'), undefined);
  });

  it('takes no name for a LUID that only bears its name', () => {
    assert.equal(at('embeddedDatasources', 0, 'luid'), undefined);
    assert.deepEqual(at('embeddedDatasources', 0, 'id'), ['metadataId', undefined, 'm2']);
  });

  it('knows whose the LUID is, by the field, the fragment or the answer itself', () => {
    assert.deepEqual(at('projectLuid'), ['luid', 'project', 'p1']);
    assert.deepEqual(at('upstreamDatasources', 0, 'luid'), ['luid', 'datasource', 'd1']);
    assert.deepEqual(at('views', 0, 'luid'), ['luid', 'view', 'v1']);
    assert.deepEqual(at('labels', 0, 'asset', 'luid'), ['luid', 'datasource', 'd2']);
    assert.deepEqual(at('upstreamVirtualConnections', 0, 'luid'), [
      'luid',
      'virtualConnection',
      'c1',
    ]);
    assert.deepEqual(
      at('owner', 'luid'),
      ['luid', undefined, 'u1'],
      'a user is no item of the tree',
    );
  });

  it('finds nothing where the answer has nothing', () => {
    assert.equal(at('key', 'deeper'), undefined);
    assert.equal(at('gone'), undefined);
    assert.equal(answerIdAt({ query: '{' }, { path: ['a'], value: 'x' }), undefined);
  });
});
