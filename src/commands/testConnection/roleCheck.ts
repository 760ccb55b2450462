/** What the user's site role allows. */
import { l10n } from 'vscode';
import type { Check } from './check';

export const roleCheck: Check = {
  id: 'role',
  title: () => l10n.t('Site role'),
  needs: ['signIn'],
  run({ who }) {
    const role = who?.siteRole;
    if (role === undefined)
      return Promise.resolve({
        outcome: 'note' as const,
        text: l10n.t('Tableau does not tell the site role.'),
        advice: l10n.t('A connected app tells it with the scope tableau:users:read only.'),
      });
    if (/^(?:Unlicensed|Guest)$/u.test(role))
      return Promise.resolve({
        outcome: 'failed' as const,
        text: l10n.t('{0}: this user has no licence on this site.', role),
        advice: l10n.t('A site administrator can give one.'),
      });
    return Promise.resolve({ outcome: 'ok' as const, text: `${role}. ${meaning(role)}` });
  },
};

function meaning(role: string): string {
  if (/^ServerAdministrator$/u.test(role))
    return l10n.t('May do everything on all sites of the server.');
  if (/^SiteAdministrator/u.test(role)) return l10n.t('May do everything on this site.');
  if (/^(?:Viewer|ReadOnly)$/u.test(role))
    return l10n.t('May look at content; refreshing extracts and running flows need a higher role.');
  return l10n.t(
    'What may be refreshed or run is decided by permissions: owners and project leaders may.',
  );
}
