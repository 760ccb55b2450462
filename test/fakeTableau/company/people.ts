// The people of the invented company, their sites, and the credentials that the tests sign in with.
import { keysOf } from '../auth/issuers';
import type { SiteRole, User } from '../model';
import type { ConnectedAppSecret, Site } from '../modelTypes';
import { day, type Builder } from './build';

export interface Credentials {
  readonly personalAccessToken: { readonly name: string; readonly secret: string };
  readonly password: { readonly username: string; readonly password: string };
  readonly connectedApp: {
    readonly clientId: string;
    readonly secretId: string;
    readonly secretValue: string;
    readonly username: string;
  };
  /** The other of the connected app's two secrets, enabled like the first. */
  readonly secondSecret: { readonly secretId: string; readonly secretValue: string };
  readonly administrator: {
    readonly personalAccessToken: { readonly name: string; readonly secret: string };
    readonly username: string;
    readonly password: string;
  };
}

/** Invented; the signs in the secrets (`=`, `:`, `+`, `/`) are the ones that real secrets have. */
export const credentials: Credentials = {
  personalAccessToken: { name: 'vizport', secret: 'kQ9zT2h1+Wx/aLp0Vd3uGw==:Zm9vYmFyLWRlbW8' },
  password: { username: 'ana.ruiz@fernweh.example', password: 'Trail-Mix & 42 <Boots>' },
  connectedApp: {
    clientId: '3f0e8b52-6a51-4c0f-9a0e-6d1f2f5f9c11',
    secretId: '9d1c7a40-0c7b-4a55-8f0a-2b6de7c1a222',
    secretValue: 'mJ4sK8pQ2vN6xR0tY5wB9cE3gH7jL1aZ+dF/uI=',
    username: 'ana.ruiz@fernweh.example',
  },
  secondSecret: {
    secretId: '51b0f3c8-8d0e-4a6e-93a1-7c2f0d9be777',
    secretValue: 'yT7uI2oP5aS9dF1gH4jK6lZ8xC3vB0nM+Qw/eR=',
  },
  administrator: {
    personalAccessToken: {
      name: 'vizport-admin',
      secret: 'Rt5yU8iO+Pa/sD2fGh4jKl==:YWRtaW4tZGVtbw',
    },
    username: 'max.adler@fernweh.example',
    password: 'Summit-Key-77',
  },
};

const people: readonly (readonly [string, string, SiteRole])[] = [
  ['ana.ruiz', 'Ana Ruiz', 'Creator'],
  ['max.adler', 'Max Adler', 'SiteAdministratorCreator'],
  ['niamh.obrien', "O'Brien, Niamh", 'Creator'],
  ['yuki.tanaka', '田中 由紀', 'Creator'],
  ['noa.levi', 'נועה לוי', 'ExplorerCanPublish'],
  ['tom.becker', 'Tom Becker', 'Explorer'],
  ['zoe.dubois', 'Zoé Dubois & Söhne', 'Creator'],
  ['li.wei', '李伟', 'SiteAdministratorExplorer'],
  ['sam.carter', 'Sam Carter', 'Viewer'],
  ['priya.nair', 'Priya Nair', 'Creator'],
  ['old.hand', 'Old Hand', 'Unlicensed'],
  ['etl.robot', 'ETL Robot 🤖', 'Creator'],
];

/** The sites: two everywhere, and on Server the default site, which has no contentUrl. */
export function addSites(builder: Builder): {
  main: Site;
  second: Site;
  fallback: Site | undefined;
} {
  const { model, profile } = builder;
  const site = (number: number, name: string, contentUrl: string): Site =>
    model.addSite({
      luid: builder.newLuid(),
      metadataId: builder.newMetadataId(),
      number,
      name,
      contentUrl,
      limitedUserVisibility: contentUrl === 'sales',
      runNowEnabled: true,
      metadataDisabled: false,
      switchingEnabled: true,
      createdAt: builder.start - 1500 * day,
    });
  return {
    main: site(15038, 'Sales & Retail', 'sales'),
    second: site(15039, 'People Hub', 'PeopleHub'),
    fallback: profile.cloud ? undefined : site(1, 'Default', ''),
  };
}

export function addPeople(builder: Builder, site: Site): Record<string, User> {
  const users: Record<string, User> = {};
  for (const [key, fullName, role] of people) {
    const siteRole = key === 'max.adler' && !builder.profile.cloud ? 'ServerAdministrator' : role;
    users[key] = builder.model.users.add({
      luid: builder.newLuid(),
      metadataId: builder.newMetadataId(),
      siteLuid: site.luid,
      number: builder.number(site, 'user'),
      name: `${key}@fernweh.example`,
      fullName,
      email: `${key}@fernweh.example`,
      siteRole,
      domain: builder.profile.cloud ? 'external' : 'local',
      authSetting: builder.profile.cloud ? 'TableauIDWithMFA' : 'ServerDefault',
      lastLogin: key === 'old.hand' ? undefined : builder.ago(0, 20),
    });
  }
  return users;
}

/** Where the invented company's JWTs come from; addresses that nobody asks. */
export const issuers = {
  trust: 'https://login.fernweh.example/oauth2/vizport',
  unified: 'https://uat.fernweh.example',
} as const;
export const tenantId = 'b7f4c2d1-93a6-4f0e-8c55-2e1d7a90b3c4';

/** Passwords, personal access tokens (one of them expired), and who may sign JWTs for the site. */
export function addCredentials(builder: Builder, site: Site): void {
  const { model, start } = builder;
  const { administrator, password, personalAccessToken } = credentials;
  model.passwords.set(password.username, password.password);
  model.passwords.set(administrator.username, administrator.password);
  model.passwords.set('sam.carter@fernweh.example', 'Sam-Views-1');
  model.passwords.set('old.hand@fernweh.example', 'Old-Hand-1');
  const token = (name: string, secret: string, userName: string, days: number): void => {
    model.personalAccessTokens.push({
      name,
      secret,
      userName,
      createdAt: start - 60 * day,
      expiresAt: start + days * day,
      lastUsedAt: start - day,
      revoked: false,
    });
  };
  token(personalAccessToken.name, personalAccessToken.secret, password.username, 177);
  token('vizport-2', 'Second+Token/Secret==:dHdv', password.username, 12);
  token('old-laptop', 'Gone+Since/Long==:b2xk', password.username, -3);
  const admin = administrator.personalAccessToken;
  token(admin.name, admin.secret, administrator.username, 300);
  addIssuers(builder, site);
}

/** A connected app of one site with two secrets, an authorization server, and on Cloud unified access tokens. */
function addIssuers({ model, profile }: Builder, site: Site): void {
  const { connectedApp, secondSecret } = credentials;
  const secret = ({ secretId, secretValue }: typeof secondSecret): ConnectedAppSecret => {
    return { id: secretId, value: secretValue, enabled: true };
  };
  model.connectedApps.push({
    clientId: connectedApp.clientId,
    secrets: [secret(connectedApp), secret(secondSecret)],
    siteLuid: site.luid,
    enabled: true,
  });
  const facts = { siteLuid: site.luid, enabled: true };
  model.trustedIssuers.push({
    ...facts,
    kind: 'trust',
    issuer: issuers.trust,
    userClaim: 'sub',
    tenantId: undefined,
    keys: keysOf('trust'),
  });
  if (!profile.cloud) return;
  model.trustedIssuers.push({
    ...facts,
    kind: 'unified',
    issuer: issuers.unified,
    userClaim: 'email',
    tenantId,
    keys: keysOf('unified'),
  });
}
