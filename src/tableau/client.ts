/**
 * What the client offers, as types only: the code behind it is a bundle of its own (`dist/client.js`, entry
 * `library.ts`), loaded at the first request. Everything that waits takes an AbortSignal last and fails with a
 * `TableauError` (`errors.ts`) or with the signal's reason.
 */
import type { Disposable } from '../base/emitter';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { AccessApi } from './access';
import type { Credentials } from './credentials';
import type { TableauError } from './errors';
import type { ExtractApi } from './extractApi';
import type { MetadataApi } from './metadataContract';
import type {
  ContentByKind,
  ContentUrl,
  CustomView,
  Datasource,
  Flow,
  FlowRun,
  Job,
  KindName,
  Luid,
  Page,
  Project,
  SignedIn,
  SiteRef,
  View,
  VirtualConnection,
  Workbook,
} from './model';
import type { Ahead } from './paginate';
import type { ProjectNumbers } from './projectNumbers';
import type { RefreshableRef } from './refreshTask';
import type { HostFetch, RouteOf } from './route';

/** The entry of the client's bundle. */
export interface TableauLibrary {
  createTransport(options: TransportOptions): Transport;
  /**
   * Asks what a host is: its API version, and under which origin it wants to be called.
   * @throws TableauError `network`, or `notTableau` with `redirectHost` or `suggestedServer` where the server itself said where to go.
   */
  serverInfo(transport: Transport, server: string, signal?: AbortSignal): Promise<ServerInfo>;
  /**
   * One `POST auth/signin`, never repeated here. Mints a fresh JWT for a connected app; runs the user's command for one that
   * somebody else signs; looks up, the first time, the LUID of a user to sign in as (the session's `userLuid` then).
   * @throws TableauError `signIn` when the credentials are refused (401001), with `jwtSubCode` and `clockSkewMs` where known.
   */
  signIn(
    transport: Transport,
    site: SiteRef,
    credentials: Credentials,
    signal?: AbortSignal,
  ): Promise<TableauSession>;
  signOut(transport: Transport, session: TableauSession, signal?: AbortSignal): Promise<void>;
  /** A client for one site. It holds no secret; `tokens` signs in when it must. */
  createClient(transport: Transport, site: SiteRef, tokens: AuthTokens): TableauClient;
}

export interface TransportOptions {
  readonly log: Log;
  readonly clock?: Clock;
  /** Sent as User-Agent, such as `vizport/0.1.0`. */
  readonly userAgent?: string;
  /** For one attempt, from sending to the last byte; default 60,000 ms. */
  readonly timeoutMs?: number;
  /** Requests in flight for one server; default 6 (field guide §4.3). */
  readonly maxConcurrent?: number;
  /**
   * Told after each request and its repetitions: without a failure when the server answered, whatever it said; with a
   * `network` error when no answer came. Sessions learn from it who is offline.
   */
  readonly onReach?: (server: string, failure: TableauError | undefined) => void;
  /** Told after each call that changes something at a server, however it ended. Sign-ins are not among them. */
  readonly onChange?: (change: ServerChange) => void;
  /** Told after each `POST auth/signin` that was sent, an administrator's for a look-up too. */
  readonly onSignIn?: (change: ServerChange, credentials: Credentials) => void;
  /** The program and arguments that the user's settings give to a command that prints JWTs; undefined when they name none. */
  readonly jwtCommand?: (name: string) => readonly string[] | undefined;
  /** How requests to a server travel; default: straight there. */
  readonly routeOf?: RouteOf;
  /** For routes through the host; default: `globalThis.fetch`. */
  readonly hostFetch?: HostFetch;
}

/** Something that we did, or tried to do, at a server. Holds no secret. */
export interface ServerChange {
  /** REST's name of the call, such as `POST workbooks/{id}/refresh`. */
  readonly method: string;
  readonly site: SiteRef;
  /** Of the item, job or task that the call names. */
  readonly luid?: Luid;
  /** What it was about, where the call knows more than a LUID. */
  readonly item?: RefreshableRef;
  /** Under which name it was done, where the call itself says so. */
  readonly who?: string;
  /** Of a sign-in: in the name of which other user. */
  readonly as?: string;
  /** unknown: the answer was lost; notSent: nothing was sent, or only with a session that was over. */
  readonly outcome: 'accepted' | 'refused' | 'unknown' | 'notSent';
  /** Tableau's code, or the kind of the error where there is none. */
  readonly code?: string;
}

/** Keep-alive connections to all servers. Opaque above `tableau/`; disposing ends what is in flight. */
export interface Transport extends Disposable {
  /** Requests sent since the start, by method and kind of path, for tests and figures. */
  readonly requestCount: number;
}

export interface ServerInfo {
  readonly server: string;
  readonly productVersion?: string;
  readonly build?: string;
  /** The version to call: the lower of the server's and the newest we know. */
  readonly apiVersion: string;
}

/** A live session. `token` is a secret. Everything else may be shown. */
export interface TableauSession extends SignedIn {
  readonly token: string;
  readonly signedInAt: number;
  /** Remaining life of the PAT in ms from `signedInAt`, where the server tells. */
  readonly credentialLifeMs?: number;
}

/** A personal access token as its owner may see it: never its secret. Times in ISO 8601, by the server's clock. */
export interface OwnToken {
  readonly name: string;
  readonly endsAt?: string;
  readonly usedAt?: string;
}

/** Where a client gets its session. Implemented by `session/`. */
export interface AuthTokens {
  /** The session in use; signs in first when there is none. */
  current(signal?: AbortSignal): Promise<TableauSession>;
  /** `stale` was refused with 401002: gives a newer one, signing in once for all who ask. */
  renew(stale: TableauSession, signal?: AbortSignal): Promise<TableauSession>;
  /** True when every live session may read `sessions/current`, so that one that may not is dead. Not so with a JWT's. */
  canTellDead?(): boolean;
  /** The server has just accepted the session. */
  used?(session: TableauSession): void;
}

export interface TableauClient {
  readonly site: SiteRef;
  /** The server's clock, by its last answer: a little behind it, never ahead; undefined before there was one. */
  serverNow(): number | undefined;
  /** Signs in if need be. Also tells `siteName`, `userName` and `siteRole` (sessions/current, users/{id}) where allowed. */
  whoAmI(signal?: AbortSignal): Promise<SignedIn>;
  /** The caller's own personal access tokens; undefined where the server does not tell of them (it is for Cloud, 3.21). */
  ownTokens(signal?: AbortSignal): Promise<readonly OwnToken[] | undefined>;
  readonly projects: Lists<Project> & ProjectNumbers;
  readonly workbooks: Lists<Workbook> &
    Gets<Workbook> & {
      /** `GET workbooks/{id}/views`: the views of one workbook. */
      views(workbook: Luid, signal?: AbortSignal): Promise<readonly View[]>;
      /** `GET users/{me}/workbooks?ownedBy=true`: one page of the caller's own workbooks, personal space included. */
      ownedByMe(pageNumber: number, signal?: AbortSignal): Promise<Page<Workbook>>;
      /** `POST workbooks/{id}/refresh`. @throws `alreadyQueued`, `notRefreshable`, `notPermitted`, `answerLost`. */
      refresh(workbook: Luid, signal?: AbortSignal): Promise<Job>;
    };
  readonly datasources: Lists<Datasource> &
    Gets<Datasource> & {
      refresh(datasource: Luid, signal?: AbortSignal): Promise<Job>;
    };
  readonly views: Lists<View> & Gets<View>;
  readonly flows: Lists<Flow> &
    Gets<Flow> & {
      /** `POST flows/{id}/run`. Same errors as refresh. */
      run(flow: Luid, signal?: AbortSignal): Promise<Job>;
    };
  /** API 3.10 and newer. @throws `notAllowedWithSession` where the server is older. */
  readonly flowRuns: Gets<FlowRun> & {
    /** Some of the flow's runs that the caller may see: those that wait, then the last started. */
    ofFlow(flow: Luid, signal?: AbortSignal): Promise<readonly FlowRun[]>;
    /** Who started a run may cancel it; its end is still to be watched. */
    cancel(run: Luid, signal?: AbortSignal): Promise<void>;
  };
  readonly customViews: Gets<CustomView>;
  readonly virtualConnections: Lists<VirtualConnection> & Gets<VirtualConnection>;
  readonly jobs: {
    get(job: Luid, signal?: AbortSignal): Promise<Job>;
    /** Newest first, created at or after `createdAfter` (ISO 8601); at most `limit`, which is 100 unless given, up to 1,000. */
    list(
      query: { readonly jobType?: string; readonly createdAfter: string; readonly limit?: number },
      signal?: AbortSignal,
    ): Promise<readonly Job[]>;
    /** Asks for cancellation; the job's end is still to be watched. */
    cancel(job: Luid, signal?: AbortSignal): Promise<void>;
  };
  readonly extracts: ExtractApi;
  readonly metadata: MetadataApi;
  readonly access: AccessApi;
}

/** A filter expression of REST: `field:op:value`, ANDed. Values holding `,` or `&` cannot be carried: see `canFilter`. */
export interface Filter {
  readonly field: string;
  readonly op: 'eq' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'has';
  readonly value: string | readonly string[];
}

export interface ListQuery {
  readonly filters?: readonly Filter[];
  /** Such as `name:asc`; default is a stable order. */
  readonly sort?: string;
  /**
   * Default: all the fields that `ContentByKind` has room for. `slim`: what a search index needs: luid, name,
   * contentUrl, webpageUrl and where the item lives (project; a view's workbook).
   */
  readonly fields?: 'full' | 'slim';
  /** 1 to 1,000; default 1,000. */
  readonly pageSize?: number;
}

export interface Lists<T> {
  /** One request. @throws `server` with code 400065/400066 where the server lacks the filter or sort. */
  page(query: ListQuery, pageNumber: number, signal?: AbortSignal): Promise<Page<T>>;
  /**
   * All pages in order, items deduplicated by LUID; the next request is sent when a page is asked for, or with
   * `ahead` that many pages beforehand and in parallel. Ends by the server's total, never by one page too many.
   */
  pages(
    query: ListQuery,
    options: {
      readonly ahead: Ahead;
      /** Told the server's total with each page, where it gives one. */
      readonly onTotal?: (total: number) => void;
    },
    signal?: AbortSignal,
  ): AsyncIterable<readonly T[]>;
}

export interface Gets<T> {
  get(luid: Luid, signal?: AbortSignal): Promise<T>;
}

/** True when a REST filter can carry the value (`,` and `&` cannot be sent, even encoded: field guide §2.4). */
export function canFilter(value: string): boolean {
  return !/[,&]/u.test(value);
}

/** The kinds that REST lists for a whole site. */
export type ListedKind = Exclude<KindName, 'customView'>;
export type ListedContent = ContentByKind[ListedKind];
export type { ContentUrl };
export type { GraphqlAnswer, GraphqlWarning, MetadataApi } from './metadataContract';
