/** Refresh Extract Incrementally: only what is new, where the server knows how; says why not elsewhere. */
import { l10n } from 'vscode';
import { atLeast } from '../../tableau/apiVersion';
import type { TableauClient } from '../../tableau/client';
import { incrementalSince } from '../../tableau/extractApi';
import { siteKey, type Content, type SiteRef } from '../../tableau/model';
import { cancellable } from '../../ui/cancellable';
import { HumanError } from '../../ui/messages';
import { itemsOrPicked, type ItemCommand } from '../itemNeeds';
import { canRefresh, startOf, type JobNeeds } from '../refreshExtract';

export interface IncrementalNeeds extends JobNeeds {
  client(site: SiteRef): Promise<TableauClient>;
}

export const refreshIncrementally =
  (needs: IncrementalNeeds): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets, canRefresh);
    if (items.length === 0) return;
    const fitting = items.filter(canRefresh);
    if (fitting.length === 0)
      throw new HumanError(
        l10n.t('None of the selected items holds an extract that could be refreshed.'),
      );
    const sites = new Map(fitting.map(({ site }) => [siteKey(site), site]));
    for (const site of sites.values()) await requireVersion(needs, site, fitting);
    const starts = fitting.flatMap((item) =>
      startOf(needs, item, 'refresh', { incremental: true }),
    );
    await needs.follow.start(starts, items.length - fitting.length);
  };

/** An older server would ignore the word, and refresh everything: that is not what was asked for. */
async function requireVersion(
  needs: IncrementalNeeds,
  site: SiteRef,
  items: readonly Content[],
): Promise<void> {
  const client = await needs.client(site);
  const { apiVersion } = await cancellable(
    l10n.t('Asking for the version of the server'),
    (signal) => client.whoAmI(signal),
  );
  if (atLeast(apiVersion, incrementalSince)) return;
  throw new HumanError(
    l10n.t(
      '{0} speaks version {1} of Tableau’s REST API. Incremental refreshes by hand need {2} (Tableau 2026.1); until then a refresh fetches everything, or a schedule set up in Tableau refreshes incrementally.',
      new URL(site.server).host,
      apiVersion,
      incrementalSince,
    ),
    [
      {
        label: l10n.t('Refresh Everything'),
        run: () =>
          needs.follow.start(
            items.flatMap((item) => startOf(needs, item, 'refresh')),
            0,
          ),
      },
    ],
  );
}
