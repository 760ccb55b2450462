/** Checks that a JWT asks for no scope that a version may not know. */
import assert from 'node:assert/strict';
import { scopesFor } from '../../../../src/tableau/auth/scopes';
import { routes } from '../../../fakeTableau/rest/router';

describe('scopesFor', () => {
  it('asks for reading, refreshing and who may first, for jobs and flows where they are known, and for nothing else', () => {
    const base = [
      'tableau:content:read',
      'tableau:tasks:run',
      'tableau:users:read',
      'tableau:permissions:read',
      'tableau:groups:read',
    ];
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
      'tableau:schedules:read',
      'tableau:schedules:update',
      'tableau:sites:read',
    ]);
  });

  it('asks no version for a scope that came later: a server may refuse the sign-in for it', () => {
    for (let minor = 16; minor <= 29; minor++) {
      for (const scope of scopesFor(`3.${minor}`)) {
        const isKnown = routes.some(
          (route) => 'scope' in route && route.scope === scope && (route.scopeSince ?? 16) <= minor,
        );
        assert.ok(isKnown, `3.${minor}: ${scope}`);
      }
    }
  });

  it('asks for no wildcard', () => {
    assert.ok(scopesFor('3.29').every((scope) => !scope.includes('*')));
  });
});
