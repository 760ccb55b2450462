/** An item that was found, by name and place, with what can be done with it: Enter copies its LUID. */
import * as vscode from 'vscode';
import { browserUrl, isRefreshable, isRunnable, kindOf } from '../content/contentKinds';
import type { FoundItem } from '../content/findResult';
import type { SiteContent } from '../content/siteContent';
import { isAbort } from '../tableau/errors';
import type { Content } from '../tableau/model';
import { contentRow } from './contentRow';
import { kindName } from './contentText';
import { errorText } from './errorText';
import { singleLine } from './plainLabel';

export type FoundAction =
  'copyLuid' | 'reveal' | 'open' | 'refresh' | 'run' | 'copyLink' | 'otherSite';

interface ActionRow extends vscode.QuickPickItem {
  readonly action: FoundAction;
}

/** Several items at one address: which is meant? */
export async function chooseFound(
  items: readonly FoundItem[],
  source: SiteContent,
  words: { readonly title: string; readonly placeHolder: string } = {
    title: vscode.l10n.t('Find LUID from URL'),
    placeHolder: vscode.l10n.t('The address fits several items: which one is meant?'),
  },
): Promise<FoundItem | undefined> {
  if (items.length < 2) return items[0];
  const rows = items.map((item) => ({
    ...contentRow({
      kind: item.kind,
      name: nameOf(item),
      // What was found in full knows its place.
      path: isWhole(item) ? source.path(item) : undefined,
    }),
    detail: item.luid,
    item,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    ...words,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.item;
}

/**
 * The item's LUID can be copied at once; its path and what else can be done come with its details, which are asked for while
 * the box is open. Undefined when the user backs out; `content` is there when the action needs it.
 */
export function askAction(
  item: FoundItem,
  source: SiteContent,
  offer: { readonly otherSites?: boolean } = {},
): Promise<{ readonly action: FoundAction; readonly content: Promise<Content> } | undefined> {
  const pick = vscode.window.createQuickPick<ActionRow>();
  const abort = new AbortController();
  let chosen: FoundAction | undefined;
  const content = isWhole(item) ? Promise.resolve(item) : source.details(item, abort.signal);
  const heading = vscode.l10n.t('{0} "{1}"', kindName(item.kind), nameOf(item));
  pick.title = singleLine(heading);
  pick.placeholder = vscode.l10n.t('Enter copies the LUID');
  pick.items = rowsFor(item, isWhole(item) ? item : undefined, offer);
  pick.busy = true;
  const complete = async (): Promise<void> => {
    try {
      const whole = await content;
      const path = await source.pathOf(whole, abort.signal);
      pick.title = singleLine(vscode.l10n.t('{0} "{1}"', kindName(item.kind), path));
      pick.items = rowsFor(item, whole, offer);
    } catch (error) {
      if (isAbort(error)) return;
      // The LUID is there all the same.
      pick.placeholder = vscode.l10n.t('The details could not be read: {0}', errorText(error));
    } finally {
      pick.busy = false;
    }
  };
  return new Promise((resolve, reject) => {
    pick.onDidAccept(() => {
      const [row] = pick.activeItems;
      if (row === undefined) return;
      chosen = row.action;
      resolve({ action: row.action, content });
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      // Other actions need the details that are on their way.
      if (chosen === undefined || chosen === 'copyLuid')
        abort.abort(new DOMException('Nobody looks any more', 'AbortError'));
      pick.dispose();
    });
    complete().catch(reject);
    pick.show();
  });
}

function rowsFor(
  item: FoundItem,
  whole: Content | undefined,
  offer: { readonly otherSites?: boolean },
): readonly ActionRow[] {
  const rows: ActionRow[] = [row('copyLuid', 'copy', vscode.l10n.t('Copy LUID'), item.luid)];
  // Custom views are shown as the view that they are a state of.
  if (kindOf(item.kind).livesIn.length > 0 || item.kind === 'customView')
    rows.push(row('reveal', 'list-tree', vscode.l10n.t('Reveal in Tableau View')));
  if (whole !== undefined && browserUrl(whole, whole.site.server) !== undefined)
    rows.push(row('open', 'link-external', vscode.l10n.t('Open in Browser')));
  if (whole !== undefined && isRefreshable(whole))
    rows.push(row('refresh', 'refresh', vscode.l10n.t('Refresh Extract')));
  if (whole !== undefined && isRunnable(whole))
    rows.push(row('run', 'play', vscode.l10n.t('Run Flow')));
  rows.push(row('copyLink', 'link', vscode.l10n.t('Copy Deep Link')));
  if (offer.otherSites === true)
    rows.push(row('otherSite', 'arrow-swap', vscode.l10n.t('Find the Same Item on Another Site')));
  return rows;
}

function row(action: FoundAction, icon: string, label: string, description = ''): ActionRow {
  return { action, label, description, iconPath: new vscode.ThemeIcon(icon) };
}

/** The Metadata API gives no more than a name, and slim lists little more. */
function isWhole(item: FoundItem): item is Content {
  return item.name !== undefined && 'createdAt' in item;
}

export function nameOf(item: FoundItem): string {
  return item.name ?? item.luid;
}
