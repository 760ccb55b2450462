/** The words of hovers. What servers and files say is put in literally: no name can make a link or a command. */
import * as vscode from 'vscode';
import { isRefreshable, isRunnable, kindOf } from '../content/contentKinds';
import type { NotFound } from '../content/findResult';
import type { WebAddress } from '../content/webAddress';
import type { SiteEntry } from '../session/sessionsContract';
import type { Content, Luid } from '../tableau/model';
import type { Fact } from '../ui/contentFacts';
import { kindName, ownerName } from '../ui/contentText';
import { dateTime } from '../ui/dateText';
import { notFoundText } from '../ui/findText';
import { literalMarkdown } from '../ui/literalMarkdown';
import { siteName } from '../ui/pickSite';
import type { ItemAction } from './itemAction';

/** The only commands that a link in a hover may run. */
const linked = ['vizport.actOnItem', 'vizport.askAboutId', 'vizport.signIn', 'vizport.resumeSite'];

export interface HoverFacts {
  readonly path: string;
  readonly facts: readonly Fact[];
  /** At an address that fits several items: how many besides. */
  readonly others: number;
  /** Where several sites are signed in. */
  readonly entry: SiteEntry | undefined;
  readonly hasUrl: boolean;
}

export function itemHover(content: Content, about: HoverFacts): vscode.MarkdownString {
  const { kind, name, owner, updatedAt, luid } = content;
  const description = content.description?.trim() ?? '';
  const facts: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Path'), about.path],
    [vscode.l10n.t('Site'), about.entry && siteName(about.entry)],
    [vscode.l10n.t('Owner'), ownerName(owner)],
    ...about.facts.map(({ label, value }) => [label, value] as const),
    [vscode.l10n.t('Updated'), updatedAt && dateTime(updatedAt)],
    [vscode.l10n.t('LUID'), luid],
  ];
  const lines = facts.flatMap(([label, value]) =>
    value === undefined ? [] : [`${literalMarkdown(label)}: ${literalMarkdown(value)}`],
  );
  return markdown(
    `**${literalMarkdown(name)}** · ${literalMarkdown(kindName(kind))}`,
    ...(description === '' ? [] : [literalMarkdown(shortened(description))]),
    lines.join('  \n'),
    ...(about.others === 0
      ? []
      : [literalMarkdown(vscode.l10n.t('The address fits {0} more.', about.others))]),
    itemLinks(content, about.hasUrl).join(' · '),
  );
}

function itemLinks(content: Content, hasUrl: boolean): readonly string[] {
  const { site, kind, luid } = content;
  const act = (label: string, action: ItemAction): string =>
    link(label, 'vizport.actOnItem', { site, kind, luid }, action);
  return [
    act(vscode.l10n.t('Copy LUID'), 'copyLuid'),
    ...(kindOf(kind).livesIn.length > 0 || kind === 'customView'
      ? [act(vscode.l10n.t('Reveal'), 'reveal')]
      : []),
    ...(hasUrl ? [act(vscode.l10n.t('Open in Browser'), 'open')] : []),
    ...(isRefreshable(content) ? [act(vscode.l10n.t('Refresh Extract'), 'refresh')] : []),
    ...(isRunnable(content) ? [act(vscode.l10n.t('Run Flow'), 'run')] : []),
  ];
}

/** Beside Tableau's words stands an id that no site has: worth knowing, because the code will fail. */
export function noneHover(luid: Luid, asked: readonly SiteEntry[]): vscode.MarkdownString {
  return markdown(
    literalMarkdown(
      vscode.l10n.t(
        'No item that you can see has this LUID ({0}).',
        asked.map((entry) => siteName(entry)).join(', '),
      ),
    ),
    link(vscode.l10n.t('Ask Again'), 'vizport.askAboutId', luid),
  );
}

export function notFoundHover(result: NotFound, entry: SiteEntry): vscode.MarkdownString {
  return markdown(literalMarkdown(notFoundText(result, siteName(entry))));
}

export function signInHover(
  address: WebAddress,
  entry: SiteEntry | undefined,
): vscode.MarkdownString {
  const { server, contentUrl } = address;
  return markdown(
    literalMarkdown(notSignedInText(address, entry)),
    entry === undefined
      ? link(vscode.l10n.t('Sign In'), 'vizport.signIn', { server, contentUrl })
      : link(vscode.l10n.t('Sign In Again'), 'vizport.resumeSite', { site: entry.profile.site }),
  );
}

export function notSignedInText(
  { server, contentUrl }: WebAddress,
  entry: SiteEntry | undefined,
): string {
  const where = entry === undefined ? siteText(new URL(server).host, contentUrl) : siteName(entry);
  return vscode.l10n.t('An item of Tableau. You are not signed in to {0}.', where);
}

function siteText(where: string, contentUrl: string): string {
  return contentUrl === '' ? where : `${where} (${contentUrl})`;
}

export function troubleHover(words: string): vscode.MarkdownString {
  return markdown(literalMarkdown(vscode.l10n.t('Tableau could not be asked: {0}', words)));
}

function link(label: string, command: string, ...args: readonly unknown[]): string {
  const given = encodeURIComponent(JSON.stringify(args)).replaceAll(
    /[()'!*]/gu,
    (mark) => `%${(mark.codePointAt(0) ?? 0).toString(16)}`,
  );
  return `[${literalMarkdown(label)}](command:${command}?${given})`;
}

function markdown(...paragraphs: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(paragraphs.join('\n\n'));
  text.isTrusted = { enabledCommands: linked };
  return text;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 300 ? text : `${characters.slice(0, 299).join('')}…`;
}
