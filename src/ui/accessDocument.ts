/** The answers to "Who can refresh this?" and "Could this user refresh these?" as Markdown, read and not edited. */
import { l10n } from 'vscode';
import { capabilityFor, type AccessFacts, type ItemFacts } from '../content/access/accessFacts';
import type { Verdict } from '../content/access/verdict';
import type { Grant } from '../tableau/access';
import {
  actionOf,
  answerText,
  gapText,
  granteeText,
  personText,
  reasonsText,
  userText,
} from './accessText';
import { kindName, ownerName } from './contentText';
import { literalMarkdown as plain } from './literalMarkdown';

export interface SiteAnswer {
  /** The site's name and host, and who asks. */
  readonly heading: string;
  readonly facts: AccessFacts;
  /** For each item of the facts: may the reader. */
  readonly own: readonly Verdict[];
  readonly paths: readonly string[];
}

export function whoCanDocument(title: string, answers: readonly SiteAnswer[]): string {
  return [
    `# ${plain(title)}`,
    ...answers.flatMap((answer) => [
      plain(answer.heading),
      ...answer.facts.items.flatMap((about, index) => itemPart(answer, about, index)),
      ...gapsPart(answer.facts),
    ]),
    howItIsDecided(),
  ].join('\n\n');
}

export interface CouldRow {
  readonly about: ItemFacts;
  readonly path: string;
  readonly verdict: Verdict;
}

export function couldDocument(
  title: string,
  heading: string,
  facts: AccessFacts,
  rows: readonly CouldRow[],
): string {
  const table = [
    row(l10n.t('Item'), l10n.t('Answer'), l10n.t('Why')),
    '| --- | --- | --- |',
    ...rows.map(({ about, path, verdict }) =>
      row(
        `${kindName(about.item.kind)} ${path}`,
        answerText(verdict),
        [reasonsText(facts, verdict, 'they'), noExtract(about)].filter(Boolean).join(' '),
      ),
    ),
  ].join('\n');
  return [
    `# ${plain(title)}`,
    plain(heading),
    `**${plain(tally(rows))}**`,
    table,
    ...gapsPart(facts),
    howItIsDecided(),
  ].join('\n\n');
}

function tally(rows: readonly CouldRow[]): string {
  const count = (answer: Verdict['answer']): number =>
    rows.filter(({ verdict }) => verdict.answer === answer).length;
  return l10n.t('{0} yes, {1} no, {2} not known', count('yes'), count('no'), count('maybe'));
}

function itemPart({ facts, own, paths }: SiteAnswer, about: ItemFacts, index: number): string[] {
  const { item } = about;
  const verdict = own[index];
  const holders = holdersOf(facts, about);
  const denied = grantsOf(about, 'Deny').map((grant) => granteeText(facts, grant));
  const note = noExtract(about);
  return [
    `## ${plain(item.name)}`,
    plain(`${kindName(item.kind)}, ${paths[index] ?? item.name}`),
    ...(verdict === undefined
      ? []
      : [
          `**${plain(l10n.t('You: {0}.', answerText(verdict)))}** ${plain(reasonsText(facts, verdict, 'you'))}`,
        ]),
    ...(note === undefined ? [] : [plain(note)]),
    holders.length === 0
      ? plain(l10n.t('Nobody could be found.'))
      : [
          row(
            actionOf(item) === 'run' ? l10n.t('Who can run it') : l10n.t('Who can refresh it'),
            l10n.t('Why'),
          ),
          '| --- | --- |',
          ...holders.map(([who, why]) => row(who, why)),
        ].join('\n'),
    ...(denied.length === 0
      ? []
      : [plain(l10n.t('Denied by a rule, unless one of the above holds: {0}', denied.join('; ')))]),
  ];
}

/** Everybody known who can, the nearest first. */
function holdersOf(
  facts: AccessFacts,
  about: ItemFacts,
): readonly (readonly [who: string, why: string])[] {
  const { item, ownerLuid, projects } = about;
  const holders: (readonly [string, string])[] = [];
  if (ownerLuid !== undefined)
    holders.push([userText(facts, ownerLuid, ownerName(item.owner)), l10n.t('Owns it')]);
  if (item.location?.type !== 'PersonalSpace') {
    for (const project of [...projects].reverse()) {
      const { owner, luid, name } = project;
      if (owner !== undefined)
        holders.push([
          userText(facts, owner.luid, ownerName(owner)),
          l10n.t('Owns the project {0}', name),
        ]);
      for (const grant of facts.projectRules.get(luid)?.grants ?? [])
        if (grant.capabilities['ProjectLeader'] === 'Allow')
          holders.push([granteeText(facts, grant), l10n.t('Leads the project {0}', name)]);
    }
    for (const grant of grantsOf(about, 'Allow'))
      holders.push([granteeText(facts, grant), l10n.t('A rule allows it')]);
  }
  const { administrators } = facts;
  holders.push([
    administrators === undefined || administrators.length === 0
      ? l10n.t('The administrators of site and server')
      : administrators.map(personText).join(', '),
    l10n.t('Administrator'),
  ]);
  return holders;
}

function grantsOf({ item, rules }: ItemFacts, mode: 'Allow' | 'Deny'): readonly Grant[] {
  const capability = capabilityFor(item);
  return (rules?.grants ?? []).filter((grant) => grant.capabilities[capability] === mode);
}

function noExtract({ item }: ItemFacts): string | undefined {
  return 'hasExtracts' in item && item.hasExtracts === false
    ? l10n.t('It holds no extract now, so there is nothing to refresh.')
    : undefined;
}

function gapsPart({ gaps }: AccessFacts): string[] {
  if (gaps.length === 0) return [];
  const texts = [...new Set(gaps.map(gapText))];
  return [
    `### ${plain(l10n.t('What could not be looked at'))}`,
    texts.map((text) => `- ${plain(text)}`).join('\n'),
    plain(l10n.t('It may let more people do it than are named here, or fewer.')),
  ];
}

function howItIsDecided(): string {
  return `*${plain(
    l10n.t(
      'How Tableau decides: administrators, the owner, and who owns or leads a project above may always. For others a rule for the user counts before rules for groups, and a denial before what is allowed ("Extract Refresh" for workbooks and data sources, where the server knows it; "Run" for flows). Tableau itself has the last word.',
    ),
  )}*`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(plain).join(' | ')} |`;
}
