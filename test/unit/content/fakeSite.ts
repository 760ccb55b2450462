/** A fake Tableau server, the real client signed in to its first site, and the requests that were counted since. */
import { SiteContent } from '../../../src/content/siteContent';
import type { TableauClient, TableauSession } from '../../../src/tableau/client';
import { library } from '../../../src/tableau/library';
import type { ContentUrl } from '../../../src/tableau/model';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../fakeTableau/server';

export interface FakeSite {
  readonly fake: FakeTableau;
  readonly client: TableauClient;
  readonly content: SiteContent;
  /** Kinds of the requests since the last call, in alphabetical order, with how many there were. */
  requests(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const silent = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The session is warm: the first request that is counted is one of the content. */
export async function openFakeSite(options: FakeTableauOptions = {}): Promise<FakeSite> {
  const fake = await startFakeTableau(options);
  const transport = library.createTransport({ log: silent });
  const site = {
    server: fake.url,
    contentUrl: fake.company.main.site.contentUrl as ContentUrl,
  };
  const signIn = (): Promise<TableauSession> =>
    library.signIn(transport, site, {
      method: 'personalAccessToken',
      ...fake.credentials.personalAccessToken,
    });
  const session = await signIn();
  const client = library.createClient(transport, site, {
    current: () => Promise.resolve(session),
    renew: signIn,
  });
  fake.log.clear();
  return {
    fake,
    client,
    content: new SiteContent(site, () => Promise.resolve(client)),
    requests: () => {
      const counted: Record<string, number> = {};
      for (const { kind } of fake.log.splice(0).sort((a, b) => (a.kind < b.kind ? -1 : 1)))
        counted[kind] = (counted[kind] ?? 0) + 1;
      return counted;
    },
    close: async () => {
      transport.dispose();
      await fake.close();
    },
  };
}
