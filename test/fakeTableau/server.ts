// Starts the fake Tableau server: real HTTP over the invented company, with knobs for every misfortune.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, html, refused, type Incoming, type Outgoing } from './answer';
import { addBulk } from './bulk';
import { buildCompany, type Company } from './company';
import type { Credentials } from './company/people';
import type { Fault } from './faults';
import { languageOf, Refusal } from './http/errors';
import { readBody } from './http/requestBody';
import { formatOf } from './http/wire';
import { Knobs, type OwnJobs } from './knobs';
import type { MetadataMode } from './metadataRequest';
import { Model } from './model';
import { gatewayPage } from './pages';
import { profiles, type Profile, type ProfileName } from './profiles';
import { RequestLog, type RequestRecord } from './requestLog';
import { ListCache } from './rest/listCache';
import type { Backend } from './rest/route';
import { Quotas, tooManyRequests } from './rest/quotas';
import { settleJobs } from './rest/startJob';

export interface FakeTableauOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly profile?: ProfileName;
  /** Fills the first site until the default user sees so many workbooks. */
  readonly workbooks?: number;
  /** Every answer comes so much later. */
  readonly latencyMs?: number;
  /** The server's clock in milliseconds; the real one by default. */
  readonly clock?: () => number;
  readonly ownJobs?: OwnJobs;
  readonly metadata?: MetadataMode;
}

export interface FakeTableau {
  /** Such as "http://127.0.0.1:4711". */
  readonly url: string;
  readonly apiVersion: string;
  readonly profile: Profile;
  readonly model: Model;
  readonly company: Company;
  readonly credentials: Credentials;
  readonly knobs: Knobs;
  readonly log: RequestLog;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

export async function startFakeTableau(options: FakeTableauOptions = {}): Promise<FakeTableau> {
  const profile = profiles[options.profile ?? 'cloud'];
  const clock = options.clock ?? Date.now;
  const skew: { of?: Knobs } = {};
  const model = new Model(() => clock() + (skew.of?.clockSkew ?? 0));
  const company = buildCompany(model, profile);
  if (options.workbooks !== undefined) addBulk(model, company, options.workbooks);
  const knobs = new Knobs(model, profile);
  skew.of = knobs;
  if (options.ownJobs) knobs.ownJobs = options.ownJobs;
  if (options.metadata) knobs.metadataMode = options.metadata;
  if (options.latencyMs) knobs.delay(options.latencyMs);
  const log = new RequestLog();
  let url = '';
  const backend: Backend = {
    model,
    knobs,
    profile,
    lists: new ListCache(),
    origin: () => url,
    usedTokenIds: new Set(),
    badSignIns: new Map(),
    quotas: new Quotas(),
  };
  const server = createServer((request, response) => {
    serve(backend, log, request, response).catch((error: unknown) => {
      // A fault of the fake server itself: show it to whoever runs the tests, and to the client as Tableau would.
      console.error('The fake Tableau server failed:', error);
      response.statusCode = 500;
      response.end();
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiVersion: profile.apiVersion,
    profile,
    model,
    company,
    credentials: company.credentials,
    knobs,
    log,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function serve(
  backend: Backend,
  log: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path, rawQuery = ''] = splitOnce(request.url ?? '/', '?');
  const method = request.method ?? 'GET';
  const record: RequestRecord = {
    method,
    path,
    query: rawQuery,
    kind: 'unknown',
    at: backend.model.now(),
    accept: request.headers.accept,
    contentType: request.headers['content-type'],
    user: undefined,
    status: 0,
    code: undefined,
  };
  log.push(record);
  const incoming: Incoming = {
    method,
    path,
    rawQuery,
    headers: request.headers,
    body: await readBody(request),
  };
  const wait = backend.knobs.faults.delayFor(`${method} ${path}`);
  if (wait > 0) await sleep(wait);
  settleJobs(backend);
  // Who hung up while we waited has no use for a misfortune that was ordered since.
  const fault = response.destroyed ? undefined : backend.knobs.faults.take(`${method} ${path}`);
  if (fault?.kind === 'drop' && !fault.afterProcessing) {
    request.socket.destroy();
    return;
  }
  const out = instead(fault, incoming) ?? (await answer(backend, incoming, record));
  if (fault?.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  record.status = out.status;
  send(backend, response, out, fault);
}

/** Faults that answer in the place of the server; nothing is done then. */
function instead(fault: Fault | undefined, incoming: Incoming): Outgoing | undefined {
  const { headers } = incoming;
  const format = formatOf(headers.accept, headers['content-type']);
  const language = languageOf(headers['accept-language']);
  switch (fault?.kind) {
    case 'fail':
      return refused(
        new Refusal(Number(fault.code), 'Ordered by a test.', { status: fault.status }),
        format,
        language,
      );
    case 'throttle': {
      const more = fault.seconds === undefined ? {} : { 'retry-after': String(fault.seconds) };
      const refusal = tooManyRequests('api.rest', fault.minutes);
      return refused(new Refusal(429000, refusal.detail, { headers: more }), format, language);
    }
    case 'html':
      return html(fault.status, gatewayPage(fault.status));
    default:
      return undefined;
  }
}

/** The Date header is the server's own clock, so that clients can see a skew. */
function send(
  backend: Backend,
  response: ServerResponse,
  out: Outgoing,
  fault: Fault | undefined,
): void {
  const body = typeof out.body === 'string' ? Buffer.from(out.body) : out.body;
  const half = body.subarray(0, Math.floor(body.length / 2));
  response.sendDate = false;
  response.setHeader('date', new Date(backend.model.now()).toUTCString());
  const cleanly = fault?.kind === 'truncate' && fault.cleanly;
  const length = cleanly ? half.length : body.length;
  response.writeHead(out.status, { ...out.headers, 'content-length': String(length) });
  if (fault?.kind !== 'truncate') response.end(body);
  else if (cleanly) response.end(half);
  else {
    response.write(half, () => {
      response.destroy();
    });
  }
}

function splitOnce(text: string, by: string): readonly [string, string?] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}
