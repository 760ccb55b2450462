// Everything about the server that nobody could tell us: each guess has a knob, and each variant is tried by a test.

/** The variants of each guess; the first one is how the server begins. */
export const guesses = {
  /** How a non-administrator who asks for a job is answered (guide 0.2, 5). */
  ownJobs: ['forbidden', 'readable', '401002'],
  /** What `%26` in a filter value does. */
  ampersandInFilter: ['refuse', 'cut'],
  /** Whether items tell owners to those who may not see other users. */
  owners: ['shown', 'hidden'],
  /** Which sub-code a JWT gets whose times or claims are wrong: LOGIN_FAILED or JWT_PARSE_ERROR. */
  jwtClaimCode: ['loginFailed', 'parseError'],
  /** Which sub-code a JWT gets that is used again: LOGIN_FAILED or one of its own. */
  jwtReplayCode: ['loginFailed', 'replayed'],
  /** Which sub-code a JWT gets whose issuer or key nobody knows. */
  unknownIssuer: ['keysNotFetched', 'loginFailed'],
  /** How a sign-in as somebody else is refused to those who may not. */
  impersonationRefusal: ['401001', '403004'],
  /** What a sign-in with a personal access token meets below 3.6, where the attributes are not known. */
  patBelow36: ['401001', '400000'],
  /** How the quotas of a Cloud site say when to come again (reported: minutes in the text). */
  quotaRefusal: ['text', 'header', 'both'],
  /** What reads call an incremental task. */
  incrementalTaskType: ['IncrementExtractTask', 'IncrementalRefresh'],
  /** How the next run of a Cloud task is written; both were seen. */
  cloudTimes: ['utc', 'offset'],
  /** How Server says that it makes no Cloud tasks. */
  cloudTaskOnServer: ['405000', '404003'],
  /** How a task for what has no extract is refused. */
  taskOfLiveItem: ['403104', '409004'],
  /** What putting an item on its schedule once more does. */
  scheduledTwice: ['409004', 'secondTask'],
  /** Who may list the schedules of a Server: two pages of the help differ. */
  schedulesReadableBy: ['administrators', 'everybody'],
  /** What the search calls its first page. */
  searchFirstPage: ['0', '1'],
  /** How many hits the search gives without a limit. */
  searchDefaultLimit: ['10', '100'],
  /** How the search writes times: as text, or as milliseconds since 1970. */
  searchTimes: ['iso', 'milliseconds'],
  /** What the search calls a published data source (both reported). */
  searchDatasourceType: ['datasource', 'unifieddatasource'],
  /** Whether the search tells extract times of workbooks too. */
  searchWorkbookExtracts: ['absent', 'told'],
  /** What an unknown name in `fields=` meets. */
  unknownField: ['400008', 'ignored'],
  /** Which of two faults of a page is told first. */
  pageFaults: ['sizeFirst', 'numberFirst'],
  /** Whether default answers name owners from 3.20 on. */
  ownerNames: ['from3.20', 'never'],
  /** Whether the lists of a site tell the caller of what is in his own personal space. */
  personalSpaceListed: ['listed', 'leftOut'],
  /** What projects count: what the caller sees, or everything. */
  contentsCounted: ['visible', 'all'],
  /** What the counts are called: the captured word, or the documented one. */
  contentsCountsName: ['contentsCounts', 'contentCounts'],
  /** Whether a refresh that succeeds moves the item's `updatedAt`. */
  refreshMoves: ['nothing', 'updatedAt'],
  /** The code of what holds no extract: by its reason, or one for all. */
  noExtractCode: ['byReason', '403104', '409090'],
  /** What becomes of the wish for an incremental refresh where it is not known. */
  incrementalUnknown: ['ignored', 'refused'],
  /** Since when it is known: TSC sends it from 3.25 on, the help says 3.28. */
  incrementalSince: ['25', '28'],
  /** What a second run of a flow that is queued meets: a refusal, or the queued run. */
  flowQueued: ['403102', 'merged'],
  /** Who may read the rules of an item. */
  rulesReadableBy: ['leaders', 'viewers', 'administrators'],
  /** Who may list groups and their members. */
  groupsReadableBy: ['visibility', 'administrators'],
  /** With which HTTP status the Metadata API says in GraphQL that it is off. */
  metadataOffStatus: ['200', '404'],
  /** Whether a filter of the Metadata API finds what the caller may not see. */
  hiddenByFilter: ['obfuscated', 'missing'],
  /** Whom the Metadata API shows databases and tables without Data Management. */
  tablesVisibleTo: ['everybody', 'administrators'],
} as const satisfies Readonly<Record<string, readonly [string, string, ...string[]]>>;

export type GuessName = keyof typeof guesses;
export type Variant<Name extends GuessName> = (typeof guesses)[Name][number];
export type Guesses = { [Name in GuessName]: Variant<Name> };

/** How a server begins: every guess on its first variant. */
export function firstGuesses(): Guesses {
  const first: Record<string, string> = {};
  for (const [name, variants] of Object.entries(guesses)) first[name] = variants[0];
  return first as Guesses;
}
