/** May this user list the jobs of the site: by that, refreshes that others started are followed, too. */
import { l10n } from 'vscode';
import { isTableauError } from '../../tableau/errors';
import type { Check } from './check';
import { failureOf } from './failureOf';

const hour = 3_600_000;

export const jobsCheck: Check = {
  id: 'jobs',
  title: () => l10n.t('Jobs'),
  needs: ['signIn'],
  async run({ entry, sessions, server, now }, signal) {
    if (entry === undefined) return { outcome: 'skipped', text: l10n.t('Nobody is signed in.') };
    try {
      const client = await sessions.client(entry.profile.site);
      const createdAfter = new Date((client.serverNow() ?? now()) - hour).toISOString();
      const found = await client.jobs.list({ createdAfter }, signal);
      return {
        outcome: 'ok',
        text: l10n.t('Jobs can be listed: {0} in the last hour.', found.length),
      };
    } catch (error) {
      signal.throwIfAborted();
      // For those who are no administrators that is how it should be.
      if (isTableauError(error, 'notPermitted', 'notAllowedWithSession'))
        return {
          outcome: 'note',
          text: l10n.t('Tableau lists jobs to administrators only.'),
          advice: l10n.t(
            'What you start yourself is followed all the same: by its own job, or by the time of the extract.',
          ),
        };
      return failureOf(error, { host: new URL(server).host });
    }
  },
};
