/** What a JWT asks to be allowed: the fewest scopes that serve us, by what the server's version knows (field guide §1.7). */
import { atLeast } from '../apiVersion';

/**
 * A server may refuse a sign-in that lists a scope it does not know, and a refused sign-in is never repeated by machine:
 * so each scope waits for the version that brought it.
 */
const since: readonly (readonly [version: string, scope: string])[] = [
  ['3.16', 'tableau:content:read'],
  ['3.16', 'tableau:tasks:run'],
  // Dated 3.25 by TSC#1581.
  ['3.25', 'tableau:jobs:read'],
  ['3.27', 'tableau:jobs:update'],
  ['3.27', 'tableau:tasks:read'],
  ['3.27', 'tableau:tasks:write'],
  ['3.27', 'tableau:tasks:delete'],
  ['3.27', 'tableau:flows:read'],
  ['3.27', 'tableau:flows:run'],
  ['3.27', 'tableau:flow_runs:read'],
  ['3.27', 'tableau:flow_runs:update'],
];

export function scopesFor(apiVersion: string): string[] {
  return since.filter(([version]) => atLeast(apiVersion, version)).map(([, scope]) => scope);
}
