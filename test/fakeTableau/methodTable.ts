// The methods that this server speaks, as the table of docs/fake-tableau.md: `npm run -s fake-tableau -- --methods`.
import { routes } from './rest/router';
import type { Route } from './rest/route';

/** Lines of Markdown. Methods of one path stand in one row where they ask for the same. */
export function methodTable(): readonly string[] {
  const rows = new Map<string, { readonly methods: string[]; readonly rest: string }>();
  for (const route of routes) {
    const rest = `\`${route.path}\` | ${since(route)} | ${scopeOf(route)}`;
    const row = rows.get(rest) ?? { methods: [], rest };
    row.methods.push(route.method);
    rows.set(rest, row);
  }
  return [
    '| Method | Path | Since | Scope of a JWT |',
    '|---|---|---|---|',
    ...[...rows.values()].map(({ methods, rest }) => `| ${methods.join(', ')} | ${rest} |`),
  ];
}

function since({ since: minor }: Route): string {
  return minor === undefined ? '' : `3.${minor}`;
}

function scopeOf(route: Route): string {
  if (route.open === true) return 'nobody signs in for it';
  const { scope, scopeSince, scopeFreeFrom } = route;
  if (scope === undefined) return 'not by JWT';
  if (scope === '*') return 'any';
  const from = scopeSince === undefined ? '' : `, from 3.${scopeSince} on`;
  const until = scopeFreeFrom === undefined ? '' : `, none from 3.${scopeFreeFrom} on`;
  return `\`${scope}\`${from}${until}`;
}
