/** The tooltip of an item: the facts, and links to what one does with it. */
import * as vscode from 'vscode';
import { contextWords } from '../content/contentKinds';
import type { Content } from '../tableau/model';
import { contentFacts, type Fact } from '../ui/contentFacts';
import { literalMarkdown } from '../ui/literalMarkdown';

/** The only commands that a link in a tooltip may run. */
const linked = ['vizport.copyLuid', 'vizport.copyUrl', 'vizport.openInBrowser'] as const;

/**
 * `path`: the names above the item. Whatever the server said is put in literally: no name can make a link, an image or a command
 * of ours.
 */
export function contentTooltip(
  content: Content,
  path: string | undefined,
  more: readonly Fact[] = [],
): vscode.MarkdownString {
  const facts = [...more, ...contentFacts(content, path)].map(
    ({ label, value }) => `${literalMarkdown(label)}: ${literalMarkdown(value)}`,
  );
  const description = content.description?.trim() ?? '';
  const markdown = new vscode.MarkdownString(
    [
      `**${literalMarkdown(content.name)}**`,
      ...(description === '' ? [] : [literalMarkdown(shortened(description))]),
      facts.join('  \n'),
      links(content).join(' · '),
    ].join('\n\n'),
  );
  markdown.isTrusted = { enabledCommands: linked };
  return markdown;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 400 ? text : `${characters.slice(0, 399).join('')}…`;
}

function links(content: Content): readonly string[] {
  const argument = encodeURIComponent(JSON.stringify([slim(content)])).replaceAll(
    /[()'!*]/gu,
    (mark) => `%${(mark.codePointAt(0) ?? 0).toString(16)}`,
  );
  const link = (label: string, command: (typeof linked)[number]): string =>
    `[${literalMarkdown(label)}](command:${command}?${argument})`;
  const hasUrl = contextWords(content).includes('hasUrl');
  return [
    link(vscode.l10n.t('Copy LUID'), 'vizport.copyLuid'),
    ...(hasUrl
      ? [
          link(vscode.l10n.t('Copy URL'), 'vizport.copyUrl'),
          link(vscode.l10n.t('Open in Browser'), 'vizport.openInBrowser'),
        ]
      : []),
  ];
}

/** Enough for the commands behind the links; a tooltip is sent as text, and a description may be long. */
function slim(content: Content): unknown {
  const { site, kind, luid, name, webpageUrl } = content;
  const contentUrl = 'contentUrl' in content ? content.contentUrl : undefined;
  return { site, kind, luid, name, webpageUrl, contentUrl };
}
