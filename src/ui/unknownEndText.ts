/** An end that is not known, in a sentence: why, and what to do where something can be done. */
import { l10n } from 'vscode';
import type { Outcome, WatchTarget } from '../jobs/jobsContract';

/** `subject`: `The refresh of "Margin"`. */
export function unknownText(
  subject: string,
  action: WatchTarget['action'],
  reason: Extract<Outcome, { status: 'unknown' }>['reason'],
): string {
  switch (reason) {
    case 'notReadable':
      // A flow has no extract whose time could tell.
      if (action === 'run')
        return l10n.t(
          '{0} was accepted, but how it ends is not known: Tableau does not let you read its job.',
          subject,
        );
      return l10n.t(
        '{0} was accepted, but how it ends is not known: Tableau does not let you read its job, and no new time of its extract is to be seen.',
        subject,
      );
    case 'purged':
      return l10n.t(
        '{0} is over, but its result is not known: Tableau no longer keeps the record of its job.',
        subject,
      );
    case 'mayHaveStarted':
      return l10n.t(
        '{0} may have started: the answer of Tableau was lost and no job for it was found. It was not sent again.',
        subject,
      );
    case 'bridge':
      return l10n.t(
        '{0} was handed over to Tableau Bridge. How it ends is not known: the extract shows no new time so far.',
        subject,
      );
    case 'timeout':
      return l10n.t('{0} is no longer watched: its end could not be seen for too long.', subject);
    case 'itemGone':
      return l10n.t('{0} is no longer watched: the item is gone from Tableau.', subject);
    case 'signedOut':
      return l10n.t(
        '{0} is no longer watched, because you are signed out of its site. Sign in, then choose Check Again.',
        subject,
      );
    case 'refused':
      return l10n.t(
        '{0} is no longer watched, because Tableau refuses the credentials of its site. Replace them, then choose Check Again.',
        subject,
      );
    case 'contested':
      return l10n.t(
        '{0} is no longer watched, because something else keeps signing in to its site with the same token. Give Vizport a token of its own, or take this one back on the site’s row, then choose Check Again.',
        subject,
      );
    case 'secretMissing':
      return l10n.t(
        '{0} is no longer watched, because the secret for its site is gone from this computer. Replace the credentials, then choose Check Again.',
        subject,
      );
    default:
      return reason satisfies never;
  }
}
