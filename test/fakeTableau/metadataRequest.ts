// What the server hands to the Metadata API (metadata/index.ts) and what it gets back.
import type { Guesses } from './guesses';
import type { Model, Session, Site, User } from './model';
import type { Profile } from './profiles';

/**
 * How the Metadata API answers. 'featureDisabled' and 'siteDisabled' are GraphQL errors (documented, HTTP status
 * guessed); '404' and 'html' are what community clients expect of a server without it (reported).
 * 404 and html are answered by the server itself; the rest is the Metadata API's to word.
 */
export type MetadataMode =
  'on' | 'featureDisabled' | 'siteDisabled' | 'accessDenied' | '404' | 'html';

/** What a test can switch on to see how a client takes it; each is off unless it is set. */
export interface MetadataKnobs {
  /** BACKFILL_RUNNING beside the data (recorded). */
  backfillRunning?: boolean;
  /** RATE_EXCEEDED and no data (documented). */
  rateExceeded?: boolean;
  /** soft: partial data and "PT5S", `extensions: null` (recorded); hard: no data, 30000 millis (reported). */
  timeLimit?: 'soft' | 'hard';
  /** The time limit strikes only answers of more nodes than this (guessed: time grows with them). */
  timeLimitAbove?: number;
  /** `extensions` of every error is null (recorded). */
  nullExtensions?: boolean;
  /** Sessions younger than this are told 401 once each (reported by DataHub). */
  spurious401Milliseconds?: number;
}

export interface MetadataRequest {
  readonly model: Model;
  readonly profile: Profile;
  readonly mode: MetadataMode;
  readonly site: Site;
  readonly user: User;
  readonly session: Session;
  /** The request's body as sent: JSON `{query, variables?}` (variables may be null or absent). */
  readonly body: string;
  /** Absent means POST. A GET carries the question in `search`. */
  readonly method?: string | undefined;
  /** The request's Content-Type; `application/graphql` is a bare query. */
  readonly contentType?: string | undefined;
  /** `?query=&variables=` of a GET. */
  readonly search?: URLSearchParams | undefined;
  readonly knobs?: MetadataKnobs | undefined;
  /** First language of Accept-Language, such as "de"; "en" without one. */
  readonly language: string;
  readonly nodeLimit: number;
  readonly guesses: Guesses;
}

export interface MetadataResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type HandleMetadata = (request: MetadataRequest) => Promise<MetadataResponse>;
