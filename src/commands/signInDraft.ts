/** What a sign-in has been told so far, and which steps that makes. */
import type { SessionsContract } from '../session/sessionsContract';
import type { ServerInfo } from '../tableau/client';
import { isCloudHost, type ContentUrl, type SiteRef } from '../tableau/model';
import type { Answer, StepPlace } from '../ui/multiStep';
import type { ServerFacts } from './signInFit';
import type { SignInWayName } from './signInWays';

/** Lives as long as the quick pick: secrets leave it only for `Sessions.signIn`. */
export interface SignInDraft {
  readonly title: string;
  /** Server and site are given: only the credentials are asked for. */
  readonly fixed: boolean;
  address: string;
  server?: string;
  /** What the server says of itself; where only credentials are replaced, it is asked while the ways are looked at. */
  info?: Promise<ServerInfo | undefined>;
  contentUrl: ContentUrl | undefined;
  /** The site was part of the pasted address, so it is not asked for. */
  siteFromAddress: boolean;
  /** Pasted origins that browsers know and REST does not: kept as aliases of the site. */
  readonly aliases: Set<string>;
  way: SignInWayName | undefined;
  answers: Record<string, string>;
  signedIn?: SiteRef;
}

export interface SignInNeeds {
  readonly sessions: SessionsContract;
  /** Program and arguments of each command that prints JWTs, by name. */
  readonly jwtCommands: () => ReadonlyMap<string, readonly string[]>;
  readonly now: () => number;
}

/** Where the step stands, and how many there would be, had something else been answered. */
export interface SignInPlace extends StepPlace {
  stepsWith(change: Partial<SignInDraft>): number;
}

export type SignInStep = (draft: SignInDraft, place: SignInPlace) => Promise<Answer<unknown>>;

export function serverFacts(draft: SignInDraft, info: ServerInfo | undefined): ServerFacts {
  return {
    cloud: draft.server !== undefined && isCloudHost(draft.server),
    ...(info === undefined ? {} : { apiVersion: info.apiVersion }),
    ...(info?.productVersion === undefined ? {} : { productVersion: info.productVersion }),
  };
}
