/** A client whose server is a function: answers of any shape through all of the client but the sockets. */
import type {
  AuthTokens,
  TableauClient,
  TableauSession,
  Transport,
} from '../../../../src/tableau/client';
import { library } from '../../../../src/tableau/library';
import { LinesLog, NotedClock, siteOf } from '../support/harness';

export const site = siteOf('https://10ax.online.tableau.com');

export interface Answers {
  readonly client: TableauClient;
  readonly transport: Transport;
  /** What every request but serverinfo is answered from now on. */
  text: string | Buffer;
  status: number;
}

export function clientOfAnswers(): Answers {
  const answers = { text: '' as string | Buffer, status: 200 };
  const transport = library.createTransport({
    log: new LinesLog(),
    clock: new NotedClock(),
    routeOf: () => Promise.resolve(viaHost),
    hostFetch: (url) => {
      const { text, status } = url.endsWith('/serverinfo')
        ? { text: serverInfo, status: 200 }
        : answers;
      return Promise.resolve(new Response(new Uint8Array(Buffer.from(text)), { status }));
    },
  });
  const client = library.createClient(transport, site, tokens);
  return Object.assign(answers, { client, transport });
}

const viaHost = { via: 'host' } as const;
const serverInfo = '{"serverInfo":{"restApiVersion":"3.29"}}';

const session: TableauSession = {
  token: 'a|b|c',
  site,
  siteLuid: 'site-1' as TableauSession['siteLuid'],
  userLuid: 'user-1' as TableauSession['userLuid'],
  apiVersion: '3.29',
  signedInAt: Date.now(),
};

const tokens: AuthTokens = {
  current: () => Promise.resolve(session),
  renew: () => Promise.reject(new Error('Nobody should sign in here')),
};
