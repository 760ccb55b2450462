/** From what tasks and agents write for an item to the item, each with a sentence where that is not possible. */
import { l10n } from 'vscode';
import type { SiteAt } from '../content/findByAddress';
import { findByText, type JobKind, type TextResult } from '../content/findByText';
import type { FoundItem } from '../content/findResult';
import type { SiteContent } from '../content/siteContent';
import { parseServerAddress } from '../content/webAddress';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import { kindName } from './contentText';
import { siteName } from './pickSite';
import { siteAtAddress, type AddressSources } from './siteAtAddress';

export type ItemSources = AddressSources;

export type NamedItem = FoundItem & { readonly kind: JobKind };

/** The site that a task or a tool names, or the active one; else a sentence. */
export function siteOf(sessions: SessionsContract, wanted: string | undefined): SiteEntry | string {
  const all = sessions.list();
  const [first] = all;
  if (first === undefined)
    return l10n.t(
      'You are not signed in to a Tableau site: run "Tableau: Sign In to a Site…" first.',
    );
  if (wanted === undefined) return (sessions.active && sessions.find(sessions.active)) ?? first;
  const names = (entry: SiteEntry): readonly string[] =>
    [siteName(entry), entry.profile.site.contentUrl].map((name) => name.toLowerCase());
  const named = all.filter((entry) => names(entry).includes(wanted.toLowerCase()));
  const address = /^https?:\/\//iu.test(wanted) ? parseServerAddress(wanted) : undefined;
  const found =
    address !== undefined && 'server' in address
      ? sessions.findByAddress(address.server, address.contentUrl ?? '')
      : named[0];
  if (named.length > 1)
    return l10n.t('Several sites are called "{0}": give the address of one instead.', wanted);
  return (
    found ??
    l10n.t(
      'The site "{0}" is not among your sites ({1}): sign in to it first.',
      wanted,
      all.map(siteName).join(', '),
    )
  );
}

export async function itemOf(
  text: string,
  kinds: readonly JobKind[],
  site: SiteRef,
  sources: ItemSources,
  signal?: AbortSignal,
): Promise<NamedItem | string> {
  const { contentOf } = sources;
  const source = contentOf(site);
  const siteAt: SiteAt = async (server, contentUrl) => {
    const entry = await siteAtAddress(sources, { server, contentUrl }, signal);
    return entry && contentOf(entry.profile.site);
  };
  const result = await findByText(text, kinds, source, siteAt, signal);
  return result.status === 'found' ? result.item : whyNot(text, result, source, signal);
}

async function whyNot(
  text: string,
  result: Exclude<TextResult, { readonly status: 'found' }>,
  source: SiteContent,
  signal: AbortSignal | undefined,
): Promise<string> {
  switch (result.status) {
    case 'notFound':
      return notFoundText(text, result.form);
    case 'wrongKind':
      return l10n.t(
        '"{0}" is of another kind ({1}) than this is for.',
        text,
        kindName(result.item.kind),
      );
    case 'needsSite':
      return l10n.t(
        '"{0}" is on a site that you are not signed in to: run "Tableau: Sign In to a Site…" with this address first.',
        text,
      );
    case 'ambiguous': {
      const few = result.matches.slice(0, 5);
      const paths = await Promise.all(
        few.map(async (item) => `${await source.pathOf(item, signal)} (${item.luid})`),
      );
      return l10n.t(
        '"{0}" may be each of these: {1}. Give the whole path, or the LUID.',
        text,
        paths.join('; '),
      );
    }
    default:
      return result satisfies never;
  }
}

function notFoundText(text: string, form: 'luid' | 'address' | 'path'): string {
  switch (form) {
    case 'luid':
      return l10n.t(
        'Nothing that can be refreshed or run has the LUID {0}, or you may not see it.',
        text,
      );
    case 'address':
      return l10n.t(
        'The address {0} leads to nothing that can be refreshed or run, or you may not see it.',
        text,
      );
    case 'path':
      return l10n.t(
        'Nothing that can be refreshed or run is called "{0}", or you may not see it. Copy Path in the tree gives the whole path.',
        text,
      );
    default:
      return form satisfies never;
  }
}
