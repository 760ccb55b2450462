/** `vizport_resolveAddress`: a browser address of Tableau to the item, its LUID and its path. */
import { l10n } from 'vscode';
import { findByAddress } from '../content/findByAddress';
import type { SiteContent } from '../content/siteContent';
import { parseWebAddress } from '../content/webAddress';
import { addressProblemText, notFoundText, sitePageText } from '../ui/findText';
import { siteAtAddress } from '../ui/siteAtAddress';
import { describeContent, describeSite } from './describe';
import { ToolError, type Tool, type ToolNeeds } from './tool';

interface Input {
  readonly address: string;
}

export function resolveAddressTool(needs: ToolNeeds): Tool<Input> {
  const { sessions, contentOf } = needs;
  return {
    shape: { address: { type: 'string', isRequired: true } },
    progress: () => l10n.t('Looking up a Tableau address'),
    run: async ({ address: text }, signal) => {
      const address = parseWebAddress(text);
      if ('reason' in address) throw new ToolError(addressProblemText(address));
      let source: SiteContent | undefined;
      const result = await findByAddress(
        address,
        async (server, contentUrl) => {
          const entry = await siteAtAddress(needs, { server, contentUrl }, signal);
          source = entry && contentOf(entry.profile.site);
          return source;
        },
        signal,
      );
      if (result.status === 'sitePage') throw new ToolError(sitePageText());
      if (result.status === 'needsSite' || source === undefined)
        throw new ToolError(
          l10n.t(
            'The user is not signed in to the site of this address. Ask them to run "Tableau: Sign In to a Site…".',
          ),
        );
      const site = describeSite(source.site, sessions);
      if (result.status === 'notFound') throw new ToolError(notFoundText(result, site));
      const of = source;
      const items = await Promise.all(
        result.matches.map(async (match) =>
          describeContent(await of.details(match, signal), of, signal),
        ),
      );
      return { site, items };
    },
  };
}
