/** Of which items a mapping table is made: the row that was clicked says it, or the user is asked. */
import * as vscode from 'vscode';
import { tagsToExport, type Scope } from '../../mapping/gather';
import type { SiteEntry } from '../../session/sessionsContract';
import { siteKey, type Content } from '../../tableau/model';
import { HumanError } from '../../ui/messages';
import { pickTag } from '../../ui/pickTag';
import { pickSite, siteName, siteOfRow } from '../../ui/pickSite';
import { plainLabel } from '../../ui/plainLabel';
import type { MappingNeeds } from './exportMapping';

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
  if (first !== undefined) {
    if (new Set(items.map(({ site }) => siteKey(site))).size > 1)
      throw new HumanError(
        vscode.l10n.t('These are items of several sites: export one site at a time.'),
      );
    const entry = needs.sessions.find(first.site);
    if (entry === undefined) return undefined;
    const scope: Scope =
      items.length === 1 && first.kind === 'project'
        ? { type: 'project', project: first }
        : { type: 'items', items };
    return { entry, scope };
  }
  const site = siteOfRow(row);
  const entry =
    (site && needs.sessions.find(site)) ??
    (await pickSite(needs.sessions, vscode.l10n.t('The mapping table of which site?')));
  if (entry === undefined) return undefined;
  const scope = site === undefined ? await askScope(needs, entry) : { type: 'site' as const };
  return scope && { entry, scope };
}

async function askScope(needs: MappingNeeds, entry: SiteEntry): Promise<Scope | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('$(globe) The Whole Site'), type: 'site' as const },
      { label: vscode.l10n.t('$(folder) A Project…'), type: 'project' as const },
      { label: vscode.l10n.t('$(tag) What Carries a Tag…'), type: 'tag' as const },
    ],
    {
      title: vscode.l10n.t('Export Mapping Table'),
      placeHolder: vscode.l10n.t('Of what on {0}?', plainLabel(siteName(entry))),
    },
  );
  if (chosen === undefined) return undefined;
  if (chosen.type === 'site') return { type: 'site' };
  if (chosen.type === 'tag') return askTag(needs, entry);
  const key = siteKey(entry.profile.site);
  const project = await needs.pickContent(
    (content) => content.kind === 'project' && siteKey(content.site) === key,
  );
  return project?.kind === 'project' ? { type: 'project', project } : undefined;
}

async function askTag(needs: MappingNeeds, entry: SiteEntry): Promise<Scope | undefined> {
  const tag = await pickTag({
    title: vscode.l10n.t('Export Mapping Table'),
    none: vscode.l10n.t(
      'No workbook, data source or flow that you may see on this site carries a tag.',
    ),
    read: (signal) => tagsToExport(needs.contentOf(entry.profile.site), signal),
  });
  return tag === undefined ? undefined : { type: 'tag', tag };
}
