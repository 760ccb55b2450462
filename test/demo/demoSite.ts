/** What `npm start` tells the demo's extension: the site to sign in to. Written to a temporary folder only. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Credentials } from '../../src/tableau/credentials';
import type { FakeTableau } from '../fakeTableau/server';

export interface DemoSite {
  readonly server: string;
  readonly contentUrl: string;
  readonly credentials: Credentials;
}

const root = resolve(__dirname, '../..');

/** The first site, as its default user, who is no administrator. */
export function demoSite(tableau: FakeTableau): DemoSite {
  const [site] = tableau.model.sites.values();
  if (!site) throw new Error('the fake Tableau server has no site');
  return {
    server: tableau.url,
    contentUrl: site.contentUrl,
    credentials: { method: 'personalAccessToken', ...tableau.credentials.personalAccessToken },
  };
}

/** Puts the demo's extension (built before) into a folder, together with the site. */
export function writeDemoExtension(folder: string, site: DemoSite): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'test/demo/extension/package.json'), join(folder, 'package.json'));
  copyFileSync(join(root, 'dist/test/demo/extension.js'), join(folder, 'extension.js'));
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(site), { mode: 0o600 });
}

/** What a person needs to sign in by hand. */
export function credentialsText(tableau: FakeTableau): string {
  const { personalAccessToken, password, connectedApp } = tableau.credentials;
  const sites = [...tableau.model.sites.values()];
  const lines: [string, string][] = [
    ...sites.map(({ name, contentUrl }): [string, string] => [
      `Site "${name}"`,
      `${tableau.url}/#/site/${contentUrl}/home`,
    ]),
    ['Personal access token', `${personalAccessToken.name}  ${personalAccessToken.secret}`],
    ['User name and password', `${password.username}  ${password.password}`],
    ['Connected app', `client ID     ${connectedApp.clientId}`],
    ['', `secret ID     ${connectedApp.secretId}`],
    ['', `secret value  ${connectedApp.secretValue}`],
    ['', `user name     ${connectedApp.username}`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return lines.map(([name, value]) => `  ${name.padEnd(width)}${value}`).join('\n');
}
