/** `vizport_refresh`: refreshes an extract or runs a flow, after the user has confirmed item and site. */
import * as vscode from 'vscode';
import type { JobKind } from '../content/findByText';
import type { Watch } from '../jobs/jobsContract';
import { kindName } from '../ui/contentText';
import { literalMarkdown } from '../ui/literalMarkdown';
import { itemOf, siteOf, type NamedItem } from '../ui/namedItems';
import { describeSite, describeWatch } from './describe';
import { ToolError, type Tool, type ToolNeeds } from './tool';

interface Input {
  readonly item: string;
  readonly incremental?: boolean;
  readonly site?: string;
  readonly waitSeconds?: number;
}

const kinds: readonly JobKind[] = ['workbook', 'datasource', 'flow'];
const maxWaitSeconds = 600;
/** Asked and not yet invoked: what was confirmed is what is started, even if names have changed meanwhile. */
const maxConfirmed = 20;

export function refreshTool(needs: ToolNeeds): Tool<Input> {
  const confirmed = new Map<string, NamedItem>();
  const keyOf = ({ item, site, incremental }: Input): string =>
    JSON.stringify([item, site, incremental]);

  const find = async (input: Input, signal: AbortSignal): Promise<NamedItem> => {
    const site = siteOf(needs.sessions, input.site);
    if (typeof site === 'string') throw new ToolError(site);
    const item = await itemOf(input.item, kinds, site.profile.site, needs, signal);
    if (typeof item === 'string') throw new ToolError(item);
    if (item.kind === 'flow' && input.incremental === true)
      throw new ToolError(vscode.l10n.t('A flow cannot be run incrementally.'));
    return item;
  };

  return {
    shape: {
      item: { type: 'string', isRequired: true },
      incremental: { type: 'boolean' },
      site: { type: 'string' },
      waitSeconds: { type: 'number' },
    },
    progress: () => vscode.l10n.t('Asking Tableau for a refresh'),
    confirm: async (input, signal) => {
      const item = await find(input, signal);
      const [oldest] = confirmed.keys();
      if (confirmed.size >= maxConfirmed && oldest !== undefined) confirmed.delete(oldest);
      confirmed.set(keyOf(input), item);
      return confirmation(item, input, describeSite(item.site, needs.sessions));
    },
    run: async (input, signal) => {
      const item = confirmed.get(keyOf(input)) ?? (await find(input, signal));
      confirmed.delete(keyOf(input));
      const watch = await needs.jobs.start({
        ref: { site: item.site, kind: item.kind, luid: item.luid },
        name: item.name ?? item.luid,
        action: item.kind === 'flow' ? 'run' : 'refresh',
        ...(input.incremental === true ? { incremental: true } : {}),
      });
      const now = await waitFor(needs, watch, input.waitSeconds ?? 0, signal);
      return {
        site: describeSite(item.site, needs.sessions),
        ...describeWatch(now),
        ...(now.outcome === undefined
          ? { hint: 'It goes on. vizport_readJob tells how it ends; do not start it again.' }
          : {}),
      };
    },
  };
}

function confirmation(
  item: NamedItem,
  { incremental }: Input,
  site: string,
): { title: string; message: vscode.MarkdownString } {
  const { l10n } = vscode;
  const name = literalMarkdown(item.name ?? item.luid);
  const where = literalMarkdown(`${site} (${new URL(item.site.server).host})`);
  const title =
    item.kind === 'flow'
      ? l10n.t('Run a Flow')
      : incremental === true
        ? l10n.t('Refresh an Extract Incrementally')
        : l10n.t('Refresh an Extract');
  const message = l10n.t('{0} **{1}** on the site **{2}**', kindName(item.kind), name, where);
  return { title, message: new vscode.MarkdownString(message) };
}

/** An answer within the time, or what is known when it is over; the watch goes on by itself. */
async function waitFor(
  { jobs }: ToolNeeds,
  watch: Watch,
  seconds: number,
  signal: AbortSignal,
): Promise<Watch> {
  const limit = AbortSignal.timeout(Math.min(Math.max(0, seconds), maxWaitSeconds) * 1000);
  try {
    return await jobs.ended(watch.id, AbortSignal.any([signal, limit]));
  } catch (error) {
    // Over by the time, not by the user.
    if (signal.aborted || !limit.aborted) throw error;
    return jobs.list().find(({ id }) => id === watch.id) ?? watch;
  }
}
