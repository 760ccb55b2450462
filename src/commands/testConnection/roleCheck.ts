/** What the user's site role allows. */
import { l10n } from 'vscode';
import type { SignInMethod } from '../../tableau/credentials';
import type { Check } from './check';

export const roleCheck: Check = {
  id: 'role',
  title: () => l10n.t('Site role'),
  needs: ['signIn'],
  run({ who, entry }) {
    const role = who?.siteRole;
    if (role === undefined) {
      const advice = untoldAdvice(entry?.profile.method);
      return Promise.resolve({
        outcome: 'note' as const,
        text: l10n.t('Tableau does not tell the site role.'),
        ...(advice === undefined ? {} : { advice }),
      });
    }
    if (/^(?:Unlicensed|Guest)$/u.test(role))
      return Promise.resolve({
        outcome: 'failed' as const,
        text: l10n.t('{0}: this user has no licence on this site.', role),
        advice: l10n.t('A site administrator can give one.'),
      });
    return Promise.resolve({ outcome: 'ok' as const, text: `${role}. ${meaning(role)}` });
  },
};

/** The scopes of a connected app's JWT are ours; those of anybody else's are for whoever signs it. */
function untoldAdvice(method: SignInMethod | undefined): string | undefined {
  switch (method) {
    case 'oauthTrust':
    case 'unifiedAccessToken':
      return l10n.t(
        'The JWT that signs in needs the scope {0}. A command finds all that Vizport uses in {1}.',
        'tableau:users:read',
        'VIZPORT_SCOPES',
      );
    case 'connectedApp':
      return l10n.t(
        'Vizport asks for it (scope {0}), and the server does not allow it to this connected app. Nothing can be set here; a personal access token tells it.',
        'tableau:users:read',
      );
    case 'personalAccessToken':
    case 'password':
    case undefined:
      return undefined;
  }
}

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
