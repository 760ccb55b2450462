/** Does the Metadata API answer this user. */
import { l10n } from 'vscode';
import type { Check } from './check';
import { failureOf } from './failureOf';

export const metadataApiCheck: Check = {
  id: 'metadataApi',
  title: () => l10n.t('Metadata API'),
  needs: ['signIn'],
  async run({ entry, sessions, server }, signal) {
    if (entry === undefined) return { outcome: 'skipped', text: l10n.t('Nobody is signed in.') };
    try {
      const client = await sessions.client(entry.profile.site);
      await client.metadata.query({ query: '{ __typename }' }, signal);
      return { outcome: 'ok', text: l10n.t('The Metadata API answers.') };
    } catch (error) {
      signal.throwIfAborted();
      return {
        ...failureOf(error, { host: new URL(server).host }),
        advice: l10n.t(
          'Without it there are no queries and no lineage, and LUIDs are found by other ways where there are any. Everything else works.',
        ),
      };
    }
  },
};
