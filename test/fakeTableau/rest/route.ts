// What one REST method is: where it lives, since when, with which scope, and what it gets to work with.
import { Refusal } from '../http/errors';
import type { RequestTree } from '../http/requestBody';
import type { Tree } from '../http/wire';
import type { Knobs } from '../knobs';
import type { Model, Session, Site, User } from '../model';
import type { Profile } from '../profiles';
import type { ListCache } from './listCache';
import type { Quotas } from './quotas';

/** What every handler may use of the server. */
export interface Backend {
  readonly model: Model;
  readonly knobs: Knobs;
  readonly profile: Profile;
  readonly lists: ListCache;
  /** This server's own origin, such as "http://127.0.0.1:4711". */
  readonly origin: () => string;
  /** Tokens of JWTs that were used: a second time is a replay. */
  readonly usedTokenIds: Set<string>;
  readonly badSignIns: Map<string, number>;
  readonly quotas: Quotas;
}

/** One request, before anybody has looked at who asks. */
export interface Call extends Backend {
  /** Minor number of the 3.x version in the path; 0 below 3.0. */
  readonly minor: number;
  /** What stands in the path in place of `{…}`, decoded. */
  readonly part: (name: string) => string;
  /** The query, not decoded: filters are read from it by rules of their own. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Read when asked for: bad bodies are refused only by methods that want one. */
  readonly body: () => RequestTree | undefined;
  readonly rawBody: string;
  readonly language: string;
  /** Tells the request log and the lists apart by format. */
  readonly format: 'json' | 'xml';
}

/** A request of somebody who is signed in to the site of the path. */
export interface SignedInCall extends Call {
  readonly session: Session;
  readonly user: User;
  readonly site: Site;
}

export interface Answer {
  readonly status: number;
  readonly tree?: Tree;
  /** Already encoded in the wanted format, or a file of its own. */
  readonly encoded?: Buffer;
  /** Besides or instead of the format's own. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface RouteFacts {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/{v}/`, with `{name}` for variable parts; compared without regard to case. */
  readonly path: string;
  /** What the request log calls it. */
  readonly name: string;
  /** First minor version of API 3 that has it. */
  readonly since?: number;
}

export interface OpenRoute extends RouteFacts {
  readonly open: true;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

export interface SiteRoute extends RouteFacts {
  readonly open?: false;
  /**
   * Scope that a JWT session needs, and since which version there is one. None: no JWT session may call it.
   * '*': any session may.
   */
  readonly scope?: string;
  readonly scopeSince?: number;
  /** From this version on no scope is needed. */
  readonly scopeFreeFrom?: number;
  readonly handle: (call: SignedInCall) => Answer | Promise<Answer>;
}

export type Route = OpenRoute | SiteRoute;

export const ok = (tree: Tree): Answer => ({ status: 200, tree });

export function requireAdministrator(call: SignedInCall, code = 403004): void {
  if (!call.model.isAdministrator(call.user)) throw notPermitted(code);
}

export function notPermitted(code = 403004): Refusal {
  return new Refusal(code, 'User does not have permission to perform this operation.');
}

export function notFound(code: number, kind: string, id: string): Refusal {
  return new Refusal(code, `${kind} '${id}' could not be found.`);
}
