// Everything about the server that nobody could tell us: each guess has a knob, and each variant is tried by a test.

/** The variants of each guess; the first one is how the server begins. */
export const guesses = {
  /** Which sub-code a JWT gets whose times or claims are wrong: LOGIN_FAILED or JWT_PARSE_ERROR. */
  jwtClaimCode: ['loginFailed', 'parseError'],
  /** Which sub-code a JWT gets that is used again: LOGIN_FAILED or one of its own. */
  jwtReplayCode: ['loginFailed', 'replayed'],
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
  /** Who may list the schedules of a Server: two pages of the help differ. */
  schedulesReadableBy: ['administrators', 'everybody'],
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
