/** How much of the day's job queries this computer has sent: a whole team shares what Tableau Cloud allows to a site. */
import { l10n } from 'vscode';
import type { Check } from './check';

export const budgetCheck: Check = {
  id: 'budget',
  title: () => l10n.t('Daily budget'),
  needs: [],
  async run({ entry, callsToday }) {
    if (entry === undefined)
      return { outcome: 'skipped', text: l10n.t('It is counted for remembered sites.') };
    const { spent, allowed } = await callsToday(entry.profile.site);
    const text = l10n.t(
      'In the last 24 hours the windows of this computer asked for jobs {0} times; Vizport allows itself {1} times a day.',
      spent,
      allowed,
    );
    if (spent < allowed / 2) return { outcome: 'ok', text };
    return {
      outcome: 'note',
      text,
      advice: l10n.t(
        'It looks at jobs more rarely now, so that enough is left for others: ends are told later.',
      ),
    };
  },
};
