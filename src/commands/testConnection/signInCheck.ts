/** Does Tableau take the stored credentials. Refused ones are not tried: that is for the user alone to do. */
import { l10n } from 'vscode';
import { isTableauError } from '../../tableau/errors';
import { errorText } from '../../ui/errorText';
import type { Check, Finding, Subject } from './check';
import { failureOf } from './failureOf';

/** A difference of clocks that is worth telling: a JWT lives for minutes. */
const skewWorthTellingMs = 60_000;

export const signInCheck: Check = {
  id: 'signIn',
  title: () => l10n.t('Sign-in'),
  needs: ['version'],
  async run(subject, signal) {
    const { entry, sessions, server } = subject;
    if (entry === undefined)
      return {
        outcome: 'skipped',
        text: l10n.t(
          'This address is not remembered, so there are no credentials to sign in with.',
        ),
        remedy: 'signIn',
      };
    const { site } = entry.profile;
    const untried = notTried(sessions.find(site)?.state ?? entry.state);
    if (untried !== undefined) return untried;
    try {
      const client = await sessions.client(site);
      // The smallest list that every role may see: names alone may be known from before, and prove nothing.
      await client.projects.page({ pageSize: 1 }, 1, signal);
      const who = await client.whoAmI(signal);
      subject.who = who;
      const ahead = skewOf(client.serverNow(), subject.now());
      const user = who.userName ?? entry.profile.as ?? entry.profile.account;
      const text = l10n.t('Signed in as {0}.', user);
      return ahead === undefined
        ? { outcome: 'ok', text }
        : { outcome: 'note', text: `${text} ${ahead}` };
    } catch (error) {
      signal.throwIfAborted();
      return failureOf(error, { host: new URL(server).host });
    }
  },
};

/** Where asking Tableau would be a sign-in that the user has not asked for. */
function notTried(state: NonNullable<Subject['entry']>['state']): Finding | undefined {
  switch (state.status) {
    case 'refused':
      return {
        outcome: 'failed',
        text: l10n.t(
          'Tableau refused these credentials before, so they were not tried again: {0}',
          errorText(state.error),
        ),
        remedy: 'replaceCredentials',
      };
    case 'signedOut':
      return {
        outcome: 'skipped',
        text: l10n.t('You are signed out of this site, and the test does not sign you in.'),
        remedy: 'resumeSite',
      };
    case 'secretMissing':
      return {
        outcome: 'failed',
        text: l10n.t('The secret of this site is gone from the secret storage of this computer.'),
        remedy: 'replaceCredentials',
      };
    case 'offline':
      // What made it offline may be over: the checks before this one have just got through.
      return undefined;
    default:
      return 'error' in state && isTableauError(state.error)
        ? { outcome: 'failed', text: errorText(state.error), remedy: 'resumeSite' }
        : undefined;
  }
}

function skewOf(serverNow: number | undefined, now: number): string | undefined {
  if (serverNow === undefined || Math.abs(serverNow - now) < skewWorthTellingMs) return undefined;
  const minutes = Math.round(Math.abs(serverNow - now) / 60_000);
  return serverNow > now
    ? l10n.t('The clock of this computer is {0} min behind the server’s: set it right.', minutes)
    : l10n.t('The clock of this computer is {0} min ahead of the server’s: set it right.', minutes);
}
