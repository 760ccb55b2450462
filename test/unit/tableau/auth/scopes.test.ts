/** Checks that a JWT asks for no scope that a version may not know. */
import assert from 'node:assert/strict';
import { scopesFor } from '../../../../src/tableau/auth/scopes';

describe('scopesFor', () => {
  it('asks for reading and refreshing first, for jobs and flows where they are known, and for nothing else', () => {
    const base = ['tableau:content:read', 'tableau:tasks:run'];
    assert.deepEqual(scopesFor('3.17'), base);
    assert.deepEqual(scopesFor('3.24'), base);
    assert.deepEqual(scopesFor('3.25'), [...base, 'tableau:jobs:read']);
    assert.deepEqual(scopesFor('3.29'), [
      ...base,
      'tableau:jobs:read',
      'tableau:jobs:update',
      'tableau:tasks:read',
      'tableau:tasks:write',
      'tableau:tasks:delete',
      'tableau:flows:read',
      'tableau:flows:run',
      'tableau:flow_runs:read',
      'tableau:flow_runs:update',
    ]);
  });

  it('asks for no wildcard', () => {
    assert.ok(scopesFor('3.29').every((scope) => !scope.includes('*')));
  });
});
