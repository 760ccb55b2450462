/** "Test Connection": looks at the way to a site check by check, and opens a report of it. */
import * as vscode from 'vscode';
import type { SiteEntry } from '../../session/sessionsContract';
import { dateTime } from '../../ui/dateText';
import { showFailure, showInfo, type Action } from '../../ui/messages';
import { siteName } from '../../ui/pickSite';
import { singleLine } from '../../ui/plainLabel';
import { circumstances } from '../circumstances';
import { pickServer, type ServerNeeds, type ServerTarget } from '../pickServer';
import type { CheckResult, Remedy, Subject } from './check';
import { checks } from './checks';
import { reportOf, summaryOf } from './report';
import { runChecks } from './runChecks';

export interface TestConnectionNeeds extends ServerNeeds, Pick<Subject, 'callsToday'> {
  readonly context: Pick<vscode.ExtensionContext, 'extension'>;
  readonly texts: { openMarkdown(title: string, text: string): Promise<void> };
  readonly now: () => number;
}

/** `target`: a row of a site, or `{ host }` or `{ server }` of an error; asked for where there is none. */
export function testConnection(needs: TestConnectionNeeds): (target?: unknown) => Promise<void> {
  return async (target) => {
    const { sessions } = needs;
    const chosen = await pickServer(needs, target, {
      title: vscode.l10n.t('Test Connection'),
      placeholder: vscode.l10n.t('Which connection do you want to test?'),
      allowAddress: true,
    });
    if (chosen === undefined) return;
    const name = nameOf(chosen);
    const title = vscode.l10n.t('Test Connection: {0}', name);
    const { subject, results } = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: singleLine(title),
      },
      async (progress, token) => {
        const abort = new AbortController();
        const listening = token.onCancellationRequested(() =>
          abort.abort(new DOMException('Cancelled', 'AbortError')),
        );
        try {
          const about = await subjectOf(needs, chosen);
          const found = await runChecks(
            checks,
            about,
            (check, index) =>
              progress.report({
                message: vscode.l10n.t('{0} ({1} of {2})', check.title(), index + 1, checks.length),
                increment: 100 / checks.length,
              }),
            abort.signal,
          );
          return { subject: about, results: found };
        } finally {
          listening.dispose();
        }
      },
    );
    const when = dateTime(new Date(needs.now()).toISOString());
    const facts = circumstances(needs.context.extension);
    const report = reportOf({ title, when, facts }, subject, results);
    await needs.texts.openMarkdown(title, report);
    const known = subject.entry && sessions.find(subject.entry.profile.site);
    await tell(name, results, report, subject, known);
  };
}

async function subjectOf(
  { network, sessions, now, callsToday }: TestConnectionNeeds,
  { server, entry }: ServerTarget,
): Promise<Subject> {
  // The library is equipped with it: what is tested is what will be used.
  await network.library();
  const parts = await network.get();
  const way = await parts.describe(server);
  return { server, entry, sessions, now, callsToday, network: parts, way };
}

async function tell(
  name: string,
  results: readonly CheckResult[],
  report: string,
  subject: Subject,
  entry: SiteEntry | undefined,
): Promise<void> {
  const copy: Action = {
    label: vscode.l10n.t('Copy Report'),
    run: () => vscode.env.clipboard.writeText(report),
  };
  const remedy = results.find(({ remedy: one }) => one !== undefined && one !== 'signIn')?.remedy;
  const actions = [...(remedy === undefined ? [] : [remedyAction(remedy, subject, entry)]), copy];
  const text = vscode.l10n.t('{0}: {1}', name, summaryOf(results));
  const isGood = results.every(({ outcome }) => outcome !== 'failed');
  await (isGood ? showInfo(text, ...actions) : showFailure(text, ...actions));
}

function remedyAction(remedy: Remedy, { server }: Subject, entry: SiteEntry | undefined): Action {
  const row = entry === undefined ? { server } : { site: entry.profile.site };
  const run = (command: string) => () => vscode.commands.executeCommand(command, row);
  switch (remedy) {
    case 'connectionSettings':
      return {
        label: vscode.l10n.t('Connection Settings'),
        run: run('vizport.connectionSettings'),
      };
    case 'replaceCredentials':
      return {
        label: vscode.l10n.t('Replace Credentials'),
        run: run('vizport.replaceCredentials'),
      };
    case 'resumeSite':
      return { label: vscode.l10n.t('Sign In Again'), run: run('vizport.resumeSite') };
    case 'signIn':
      return { label: vscode.l10n.t('Sign In'), run: run('vizport.signIn') };
    default:
      return remedy satisfies never;
  }
}

function nameOf({ server, entry }: ServerTarget): string {
  const { host } = new URL(server);
  return entry === undefined ? host : vscode.l10n.t('{0} on {1}', siteName(entry), host);
}
