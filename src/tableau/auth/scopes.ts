/**
 * What a JWT asks to be allowed: the fewest scopes that serve us, by what the server's version knows (field guide §1.7, and
 * "Required scope for JWT authorization" of REST's method pages).
 */
import { atLeast } from '../apiVersion';

/**
 * A server may refuse a sign-in that lists a scope it does not know, and a refused sign-in is never repeated by machine:
 * so each scope waits for the version that brought it.
 */
const since: readonly (readonly [version: string, scope: string])[] = [
  ['3.16', 'tableau:content:read'],
  ['3.16', 'tableau:tasks:run'],
  // Who is signed in, with which role; who may refresh what ("Query User On Site", "List Workbook Permissions", "Query Groups").
  ['3.16', 'tableau:users:read'],
  ['3.16', 'tableau:permissions:read'],
  ['3.16', 'tableau:groups:read'],
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
  // A Tableau Server's schedules, and its other sites.
  ['3.27', 'tableau:schedules:read'],
  ['3.27', 'tableau:schedules:update'],
  ['3.27', 'tableau:sites:read'],
];

export function scopesFor(apiVersion: string): string[] {
  return since.filter(([version]) => atLeast(apiVersion, version)).map(([, scope]) => scope);
}
