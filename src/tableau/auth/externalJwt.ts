/** Where the JWT of a sign-in comes from that somebody else has signed: a command of the user, or the clipboard. */
import type { ExternalJwt } from '../credentials';
import { TableauError, type TableauErrorDetails } from '../errors';
import type { HttpTransport } from '../http/transport';
import type { SiteRef } from '../model';
import { bareJwt, isFatal, jwtFacts } from './jwtShape';
import { runCommand, type CommandEnd } from './runCommand';
import { scopesFor } from './scopes';

export interface ReadyJwt {
  readonly token: string;
  /** Who it is for, where it says so in the usual place. */
  readonly userName?: string;
}

/** A person may have to press a button in a browser meanwhile. */
const commandLimitMs = 60_000;

/** @throws TableauError `jwtNeeded` where there is none to send. */
export async function externalJwt(
  http: HttpTransport,
  site: SiteRef,
  credentials: ExternalJwt,
  apiVersion: string,
  signal?: AbortSignal,
): Promise<ReadyJwt> {
  const { jwt, method } = credentials;
  if (jwt.from === 'pasted') {
    if (jwt.token === undefined) throw needed(site, { code: 'JWT_PASTED' });
    const { userName } = jwtFacts(jwt.token, method, http.clock.now());
    return { token: jwt.token, ...(userName === undefined ? {} : { userName }) };
  }
  const { name } = jwt;
  const command = http.jwtCommand(name);
  const [program, ...args] = command ?? [];
  if (program === undefined) throw needed(site, { code: 'JWT_COMMAND_UNKNOWN', command: name });
  const environment = {
    VIZPORT_SERVER: site.server,
    VIZPORT_SITE: site.contentUrl,
    VIZPORT_METHOD: method,
    VIZPORT_SCOPES: scopesFor(apiVersion).join(' '),
  };
  const end = await inTime(http, site, name, signal, (limited) =>
    runCommand([program, ...args], environment, limited),
  );
  const token = printed(site, name, program, end);
  const { problems, userName } = jwtFacts(token, method, http.clock.now());
  const wrong = problems.find(isFatal);
  if (wrong !== undefined)
    throw needed(site, { code: 'JWT_COMMAND_OUTPUT', command: name, jwtProblem: wrong });
  return { token, ...(userName === undefined ? {} : { userName }) };
}

/** What it printed; never shown and never logged, whatever it is. */
function printed(site: SiteRef, command: string, program: string, end: CommandEnd): string {
  if (end.how === 'notStarted')
    throw needed(site, { code: 'JWT_COMMAND_NOT_STARTED', command, program, summary: end.code });
  if (end.how === 'tooMuchOutput')
    throw needed(site, { code: 'JWT_COMMAND_OUTPUT', command, jwtProblem: 'notJwt' });
  if (end.code === 0) return bareJwt(end.output);
  const said = withoutTokens(end.errors.trim());
  throw needed(site, {
    code: 'JWT_COMMAND_FAILED',
    command,
    ...(end.code === null ? {} : { exitCode: end.code }),
    ...(said === '' ? {} : { detail: said }),
  });
}

async function inTime<T>(
  http: HttpTransport,
  site: SiteRef,
  command: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = new AbortController();
  http.clock.delay(commandLimitMs, timer.signal).then(
    () => limit.abort(needed(site, { code: 'JWT_COMMAND_TIMEOUT', command })),
    () => {
      // The command ended first: nothing is left to limit.
    },
  );
  try {
    return await work(
      signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]),
    );
  } finally {
    timer.abort();
  }
}

/** Programs complain with what they were given, now and then with a token among it. */
function withoutTokens(text: string): string {
  return text.replace(/eyJ[\w-]{8,}(?:\.[\w-]*)*/gu, '…');
}

function needed(site: SiteRef, details: TableauErrorDetails): TableauError {
  return new TableauError('jwtNeeded', { host: new URL(site.server).host, ...details });
}
