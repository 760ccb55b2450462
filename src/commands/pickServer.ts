/** Which server a command about the network means: a row, what an error names, a remembered site, or an address that is typed. */
import * as vscode from 'vscode';
import { parseServerAddress } from '../content/webAddress';
import type { Log } from '../base/log';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import type { LazyNetwork } from '../ui/lazyNetwork';
import { siteName, siteOfRow } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';

export interface ServerNeeds {
  readonly sessions: SessionsContract;
  readonly network: LazyNetwork;
  readonly log: Log;
}

export interface ServerTarget {
  /** An origin. */
  readonly server: string;
  readonly entry: SiteEntry | undefined;
}

interface Question {
  readonly title: string;
  readonly placeholder: string;
  /** An address that is not remembered will do, too. */
  readonly allowAddress: boolean;
}

/** Undefined when the user backs out. */
export async function pickServer(
  { sessions }: ServerNeeds,
  target: unknown,
  question: Question,
): Promise<ServerTarget | undefined> {
  const site = siteOfRow(target);
  const entry = site === undefined ? undefined : sessions.find(site);
  if (entry !== undefined) return targetOf(entry);
  if (site !== undefined) return { server: site.server, entry: undefined };
  const named = originOf(target);
  const entries = ordered(sessions);
  const fitting = named === undefined ? entries : entries.filter((one) => isAt(one, named));
  if (named !== undefined && fitting.length === 0) return { server: named, entry: undefined };
  if (fitting.length === 1 && named !== undefined) return targetOf(fitting[0]!);
  if (fitting.length === 0) return question.allowAddress ? typed(question) : undefined;
  return choose(fitting, question);
}

async function choose(
  entries: readonly SiteEntry[],
  question: Question,
): Promise<ServerTarget | undefined> {
  type Row = vscode.QuickPickItem & { readonly entry?: SiteEntry };
  const rows: Row[] = entries.map((entry) => ({
    label: plainLabel(siteName(entry)),
    description: new URL(entry.profile.site.server).host,
    detail: plainLabel(entry.profile.account),
    entry,
  }));
  const other: Row[] = question.allowAddress
    ? [
        { label: '', kind: vscode.QuickPickItemKind.Separator },
        { label: `$(link) ${vscode.l10n.t('Another address…')}` },
      ]
    : [];
  const chosen = await vscode.window.showQuickPick([...rows, ...other], {
    title: question.title,
    placeHolder: question.placeholder,
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  return chosen.entry === undefined ? typed(question) : targetOf(chosen.entry);
}

async function typed({ title }: Question): Promise<ServerTarget | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Paste the address of a Tableau server or site'),
    placeHolder: vscode.l10n.t('https://10ax.online.tableau.com/#/site/sales/home'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value !== '' && 'reason' in parseServerAddress(value)
        ? vscode.l10n.t(
            'This is not the address of a Tableau server. Paste one from the browser, such as https://tableau.example.com/#/site/sales/home.',
          )
        : undefined,
  });
  const parsed = parseServerAddress(text ?? '');
  return 'reason' in parsed ? undefined : { server: parsed.server, entry: undefined };
}

/** The window's own site first. */
function ordered(sessions: SessionsContract): readonly SiteEntry[] {
  const active = sessions.active && siteKey(sessions.active);
  const isActive = ({ profile }: SiteEntry): boolean => siteKey(profile.site) === active;
  const entries = sessions.list();
  return [...entries.filter(isActive), ...entries.filter((entry) => !isActive(entry))];
}

function targetOf(entry: SiteEntry): ServerTarget {
  return { server: entry.profile.site.server, entry };
}

function isAt({ profile }: SiteEntry, origin: string): boolean {
  return new URL(profile.site.server).host === new URL(origin).host;
}

/** `{ server }` is an origin; `{ host }`, as errors have it, is called with https. */
function originOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const { server, host } = target as { server?: unknown; host?: unknown };
  const address = typeof server === 'string' ? server : `https://${String(host)}`;
  if (typeof server !== 'string' && typeof host !== 'string') return undefined;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
