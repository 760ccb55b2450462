/** Of which items a mapping table is made: the row that was clicked says it, or the user is asked. */
import * as vscode from 'vscode';
import { tagsToExport, type Scope, type Within } from '../../mapping/gather';
import type { SiteEntry } from '../../session/sessionsContract';
import { siteKey, type Content } from '../../tableau/model';
import { HumanError } from '../../ui/messages';
import { pickTag } from '../../ui/pickTag';
import { pickSite, siteName, siteOfRow } from '../../ui/pickSite';
import { plainLabel } from '../../ui/plainLabel';
import type { MappingNeeds } from './exportMapping';
import { pickKinds } from './pickKinds';

interface Chosen {
  readonly entry: SiteEntry;
  readonly scope: Scope;
}

export async function pickScope(
  needs: MappingNeeds,
  row: unknown,
  items: readonly Content[],
): Promise<Chosen | undefined> {
  const [first] = items;
  if (first !== undefined) return ofItems(needs, first, items);
  const site = siteOfRow(row);
  const entry =
    (site && needs.sessions.find(site)) ??
    (await pickSite(needs.sessions, vscode.l10n.t('The mapping table of which site?')));
  if (entry === undefined) return undefined;
  const scope =
    site === undefined ? await askScope(needs, entry) : await withKinds(needs, { type: 'site' });
  return scope && { entry, scope };
}

async function ofItems(
  needs: MappingNeeds,
  first: Content,
  items: readonly Content[],
): Promise<Chosen | undefined> {
  if (new Set(items.map(({ site }) => siteKey(site))).size > 1)
    throw new HumanError(
      vscode.l10n.t('These are items of several sites: export one site at a time.'),
    );
  const entry = needs.sessions.find(first.site);
  if (entry === undefined) return undefined;
  const scope =
    items.length === 1 && first.kind === 'project'
      ? await withKinds(needs, { type: 'project', project: first })
      : ({ type: 'items', items } as const);
  return scope && { entry, scope };
}

async function askScope(needs: MappingNeeds, entry: SiteEntry): Promise<Scope | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('$(globe) The Whole Site'), type: 'site' as const },
      { label: vscode.l10n.t('$(folder) A Project…'), type: 'project' as const },
      { label: vscode.l10n.t('$(tag) What Carries a Tag…'), type: 'tag' as const },
      { label: vscode.l10n.t('$(checklist) Items by Name…'), type: 'items' as const },
    ],
    {
      title: vscode.l10n.t('Export Mapping Table'),
      placeHolder: vscode.l10n.t('Of what on {0}?', plainLabel(siteName(entry))),
    },
  );
  const key = siteKey(entry.profile.site);
  const isHere = ({ site }: Content): boolean => siteKey(site) === key;
  switch (chosen?.type) {
    case 'site':
      return withKinds(needs, { type: 'site' });
    case 'tag':
      return askTag(needs, entry);
    case 'items': {
      const items = await needs.pickContents(isHere);
      return items.length === 0 ? undefined : { type: 'items', items };
    }
    case 'project': {
      const project = await needs.pickContent((one) => one.kind === 'project' && isHere(one));
      return project?.kind === 'project'
        ? withKinds(needs, { type: 'project', project })
        : undefined;
    }
    case undefined:
      return undefined;
    default:
      return chosen satisfies never;
  }
}

async function askTag(needs: MappingNeeds, entry: SiteEntry): Promise<Scope | undefined> {
  const kinds = await pickKinds(needs.memory, (kind) => kind !== 'project');
  if (kinds === undefined) return undefined;
  const tag = await pickTag({
    title: vscode.l10n.t('Export Mapping Table'),
    none: vscode.l10n.t('Nothing of the chosen kinds that you may see on this site carries a tag.'),
    read: (signal) => tagsToExport(needs.contentOf(entry.profile.site), signal, kinds),
  });
  return tag === undefined ? undefined : { type: 'tag', tag, kinds };
}

async function withKinds(needs: MappingNeeds, within: Within): Promise<Scope | undefined> {
  const kinds = await pickKinds(needs.memory);
  return kinds && { ...within, kinds };
}
