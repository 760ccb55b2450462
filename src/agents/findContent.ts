/** `vizport_findContent`: items of a site by words of their names. */
import { l10n } from 'vscode';
import { kindNames } from '../content/contentKinds';
import type { KindName } from '../tableau/model';
import { siteOf } from '../ui/namedItems';
import { siteName } from '../ui/pickSite';
import { describeContent } from './describe';
import { ToolError, type Tool, type ToolNeeds } from './tool';

interface Input {
  readonly query: string;
  readonly kind?: KindName;
  readonly site?: string;
  readonly limit?: number;
}

const defaultLimit = 20;
const maxLimit = 100;

export function findContentTool({ sessions, contentOf }: ToolNeeds): Tool<Input> {
  return {
    shape: {
      query: { type: 'string', isRequired: true },
      kind: { type: 'string', among: kindNames },
      site: { type: 'string' },
      limit: { type: 'number' },
    },
    progress: ({ query }) => l10n.t('Looking for "{0}" on Tableau', query),
    run: async ({ query, kind, site: wanted, limit = defaultLimit }, signal) => {
      const site = siteOf(sessions, wanted);
      if (typeof site === 'string') throw new ToolError(site);
      const source = contentOf(site.profile.site);
      await source.search.load(signal);
      const atMost = Math.min(Math.max(1, Math.floor(limit)), maxLimit);
      const fits =
        kind === undefined ? undefined : (item: { kind: KindName }) => item.kind === kind;
      const { items, total } = source.search.find(query, atMost, fits);
      const { failures } = source.search.progress;
      return {
        site: siteName(site),
        items: await Promise.all(items.map((item) => describeContent(item, source, signal))),
        ...(items.length < total && items.length >= atMost
          ? { hint: `These are the best ${items.length} of ${total}: use more words, or a kind.` }
          : {}),
        ...(items.length === 0
          ? { hint: 'Nothing has such a name, or the user may not see it. Try fewer words.' }
          : {}),
        ...(failures.size === 0 ? {} : { notListed: [...failures.keys()] }),
      };
    },
  };
}
