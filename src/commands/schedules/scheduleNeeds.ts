/** What the commands on schedules ask of the rest, and what they share. */
import * as vscode from 'vscode';
import type { SiteContent } from '../../content/siteContent';
import type { FreshnessOfSites } from '../../freshness/freshnessOfSites';
import type { TableauClient } from '../../tableau/client';
import { isTableauError } from '../../tableau/errors';
import { isCloudHost, type Content, type SiteRef } from '../../tableau/model';
import type { RefreshTask, ServerSchedule } from '../../tableau/refreshTask';
import { cancellable } from '../../ui/cancellable';
import { errorText } from '../../ui/errorText';
import { HumanError } from '../../ui/messages';
import type { JobNeeds } from '../refreshExtract';

export interface ScheduleNeeds extends JobNeeds {
  client(site: SiteRef): Promise<TableauClient>;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly freshness: FreshnessOfSites;
  readonly reveal: (content: Content) => Promise<void>;
}

/** A task and the item that it refreshes. */
export interface Scheduled {
  readonly task: RefreshTask;
  readonly item: Content;
}

/** @throws what the server says where tasks may not be read. */
export async function tasksOfSite(
  needs: Pick<ScheduleNeeds, 'freshness'>,
  site: SiteRef,
): Promise<readonly RefreshTask[]> {
  const asked = await cancellable(vscode.l10n.t('Reading the schedules of the site'), (signal) =>
    needs.freshness.of(site).tasks(signal),
  );
  if (asked.state === 'told') return asked.value;
  // Asked again by the next who looks: rights may be given meanwhile.
  needs.freshness.of(site).forget('tasks');
  throw asked.why;
}

/** How schedules are made here: on Cloud each task has its own, on Server items are added to those of the server. */
export type Platform =
  | { readonly kind: 'cloud' }
  | { readonly kind: 'server'; readonly schedules: readonly ServerSchedule[] };

/** A host tells it not (custom domains, gateways): what the server answers does. */
export async function platformOf(
  client: TableauClient,
  known: readonly RefreshTask[],
  signal?: AbortSignal,
): Promise<Platform> {
  const named = known.flatMap(({ schedule }) => (isOfServer(schedule) ? [schedule] : []));
  const isCloud = known.some(({ schedule }) => schedule !== undefined && !isOfServer(schedule));
  if (named.length === 0 && (isCloud || isCloudHost(client.site.server))) return { kind: 'cloud' };
  try {
    const all = await client.extracts.schedules(signal);
    return { kind: 'server', schedules: all.filter(({ type = 'Extract' }) => type === 'Extract') };
  } catch (error) {
    if (isTableauError(error) && (error.code === '409091' || error.code === '405000'))
      return { kind: 'cloud' };
    if (!isTableauError(error, 'notPermitted', 'notAllowedWithSession')) throw error;
    // Who may not list the schedules knows those of the own tasks.
    const own = [...new Map(named.map((schedule) => [schedule.luid, schedule])).values()];
    if (own.length > 0) return { kind: 'server', schedules: own };
    throw new HumanError(
      vscode.l10n.t(
        'Only administrators may list the schedules of this Tableau Server, and none of your items is on one. {0}',
        errorText(error),
      ),
    );
  }
}

function isOfServer(schedule: RefreshTask['schedule']): schedule is ServerSchedule {
  return schedule?.luid !== undefined && schedule.name !== undefined;
}
