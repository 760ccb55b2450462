/** Why a job failed, as far as Tableau's notes tell, and what to do next. Notes are texts of drivers and of Java, mostly English. */
import { l10n } from 'vscode';

export type Cause =
  | 'credentials'
  | 'permission'
  | 'noExtract'
  | 'bridgeOffline'
  | 'timeout'
  | 'queue'
  | 'quota'
  | 'unreachable'
  | 'space';

/** Asked in this order: Bridge and quotas speak of credentials and time too. */
const patterns: readonly (readonly [Cause, RegExp])[] = [
  [
    'bridgeOffline',
    /\bbridge\b[^.]*\b(offline|not (connected|running|available|reachable)|disconnected|unavailable)|no (available |connected )?(bridge )?(client|agent)s? (is |are )?(available|connected|found)|REMOTE_AGENT|remote query agent/iu,
  ],
  [
    'quota',
    /quota|too many requests|\b429\b|rate limit|limit (of|for) .*(refresh|extract)|capacity exceeded|OUT_OF_CREDIT|out of credit/iu,
  ],
  [
    'credentials',
    /(log ?in|sign-?in|logon|authentication|authorization) (has )?failed|incorrect (user ?name|password|credentials)|invalid (user ?name|password|credentials|grant|login)|password (has )?expired|bad (user|password|credentials)|(password|credentials?) (is|are|was|were) (missing|not (set|saved|embedded|provided)|invalid|incorrect|rejected)|access token|refresh token|oauth|\bORA-01017\b|\b28P01\b|\b18456\b|kerberos/iu,
  ],
  [
    'permission',
    /permission|not (authori[sz]ed|allowed|permitted)|access (is |was )?denied|insufficient privilege|forbidden|\b403\b|\bORA-01031\b|\b42501\b/iu,
  ],
  [
    'noExtract',
    /no extract|does(n't| not) (have|contain|hold) (an )?extract|live connection|not an extract/iu,
  ],
  ['timeout', /time(d)?[ -]?out|time limit|took (too long|longer)|query limit|deadline exceeded/iu],
  [
    'queue',
    /queue|background(er)? (is |was )?(busy|not available|unavailable)|already (queued|running|in progress)|superseded/iu,
  ],
  [
    'space',
    /disk (is )?full|no space left|out of memory|not enough (space|memory|disk)|insufficient (disk|memory|storage)/iu,
  ],
  [
    'unreachable',
    /(could not|cannot|can't|unable to|failed to) (be reached|reach|connect|resolve|open a connection)|connection (was )?(refused|reset|closed|lost)|unknown host|host (is )?(unreachable|not found)|no route to host|network (error|is unreachable)/iu,
  ],
];

/** Undefined where the notes are of no kind that is known. */
export function causeOf(notes: string): Cause | undefined {
  return patterns.find(([, pattern]) => pattern.test(notes))?.[0];
}

/** What to do next, in a sentence. */
export function adviceFor(cause: Cause): string {
  switch (cause) {
    case 'credentials':
      return l10n.t(
        'The database refused the sign-in: check the credentials that are embedded in the connection, then run it again.',
      );
    case 'permission':
      return l10n.t(
        'Somebody lacks a permission: ask the owner of the data, or of the item, for access.',
      );
    case 'noExtract':
      return l10n.t('There is no extract to refresh: the item reads its data live.');
    case 'bridgeOffline':
      return l10n.t(
        'Tableau Bridge is not connected: start a Bridge client for this site, then run it again.',
      );
    case 'timeout':
      return l10n.t(
        'It took longer than allowed: make the extract smaller (filters, an incremental refresh), or ask an administrator for a higher limit.',
      );
    case 'queue':
      return l10n.t('The queue was busy or it was there already: run it again later.');
    case 'quota':
      return l10n.t('A limit of the site was reached: wait an hour, or ask an administrator.');
    case 'unreachable':
      return l10n.t(
        'Tableau could not reach the database: check its address and that Tableau may connect to it, then run it again.',
      );
    case 'space':
      return l10n.t('Tableau ran out of memory or disk: tell an administrator.');
    default:
      return cause satisfies never;
  }
}

/** The next step for a failure with these notes. */
export function nextStep(notes: string | undefined): string | undefined {
  const cause = notes === undefined ? undefined : causeOf(notes);
  return cause === undefined ? undefined : adviceFor(cause);
}
