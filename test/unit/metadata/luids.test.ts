/** Copying LUIDs must never hand out another of Tableau's four ids. */
import assert from 'node:assert/strict';
import { luidsIn } from '../../../src/query/luids';

describe('luidsIn', () => {
  it('finds the LUIDs of nested items in the order of the answer, each once', () => {
    const query = '{ workbooks { luid name views { luid } } publishedDatasources { luid } }';
    const data = {
      workbooks: [
        { luid: 'w1', name: 'A', views: [{ luid: 'v1' }, { luid: 'v2' }] },
        { luid: 'w2', name: 'B', views: [] },
      ],
      publishedDatasources: [{ luid: 'd1' }, { luid: 'w1' }],
    };
    assert.deepEqual(luidsIn({ query, data }), ['w1', 'v1', 'v2', 'w2', 'd1']);
  });

  it('takes no metadata id for a LUID, not even one that was given the name', () => {
    const query = '{ workbooks { luid: id id metadataId: id vizportalUrlId projectLuid: name } }';
    const data = {
      workbooks: [
        { luid: 'm1', id: 'm1', metadataId: 'm1', vizportalUrlId: '7', projectLuid: 'Sales' },
      ],
    };
    assert.deepEqual(luidsIn({ query, data }), []);
  });

  it('finds LUIDs under other names, and those of fields that end in Luid', () => {
    const query = '{ w: workbooks { key: luid projectLuid } }';
    const data = { w: [{ key: 'w1', projectLuid: 'p1' }] };
    assert.deepEqual(luidsIn({ query, data }), ['w1', 'p1']);
  });

  it('looks through fragments, with one that refers to itself among them', () => {
    const query = `query A { databases { ... on CloudFile { luid } ...Rest } }
      fragment Rest on Database { tables { luid ...Deeper } }
      fragment Deeper on DatabaseTable { isEmbedded ...Deeper downstreamWorkbooks { luid } }`;
    const data = {
      databases: [{ luid: 'b1', tables: [{ luid: 't1', downstreamWorkbooks: [{ luid: 'w1' }] }] }],
    };
    assert.deepEqual(luidsIn({ query, data }), ['b1', 't1', 'w1']);
  });

  it('leaves out a key that holds a LUID for one type and something else for another', () => {
    const query = '{ databases { ... on CloudFile { key: luid } ... on File { key: id } } }';
    assert.deepEqual(luidsIn({ query, data: { databases: [{ key: 'x' }] } }), []);
  });

  it('reads the answer by the operation that was run', () => {
    const query = 'query A { items: workbooks { key: id } } query B { items: flows { key: luid } }';
    const data = { items: [{ key: 'x' }] };
    assert.deepEqual(luidsIn({ query, operationName: 'A', data }), []);
    assert.deepEqual(luidsIn({ query, operationName: 'B', data }), ['x']);
  });

  it('passes over what may not be seen: nulls and empty ids', () => {
    const query = '{ workbooks { luid owner { luid } } }';
    const data = { workbooks: [null, { luid: '', owner: null }, { luid: null }] };
    assert.deepEqual(luidsIn({ query, data }), []);
  });

  it('finds nothing in a text that is no query', () => {
    assert.deepEqual(luidsIn({ query: '{', data: { luid: 'x' } }), []);
  });
});
