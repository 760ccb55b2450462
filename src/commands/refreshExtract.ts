/** Refresh Extract: starts the refresh of workbooks and data sources, and follows it to its end. */
import { l10n } from 'vscode';
import type { WatchTarget } from '../jobs/jobsContract';
import type { Content } from '../tableau/model';
import type { JobFollower, Start } from '../ui/followJobs';
import { HumanError } from '../ui/messages';
import { itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export interface JobNeeds extends Pick<ItemNeeds, 'pickContent' | 'browserUrl'> {
  readonly follow: Pick<JobFollower, 'start'>;
}

type Action = WatchTarget['action'];

/** What the server did not say is offered, and decided by the server. */
export function canRefresh(content: Content): boolean {
  return (
    (content.kind === 'workbook' || content.kind === 'datasource') && content.hasExtracts !== false
  );
}

export const refreshExtract =
  (needs: JobNeeds): ItemCommand =>
  (targets) =>
    startAll(needs, targets, 'refresh', canRefresh, () =>
      l10n.t('None of the selected items holds an extract that could be refreshed.'),
    );

/** Those that fit are started; the others are counted, and named when none fits. */
export async function startAll(
  needs: JobNeeds,
  targets: readonly Content[],
  action: Action,
  fits: (content: Content) => boolean,
  nothing: () => string,
): Promise<void> {
  const items = await itemsOrPicked(needs, targets, fits);
  if (items.length === 0) return;
  const starts = items.filter(fits).flatMap((item) => startOf(needs, item, action));
  if (starts.length === 0) throw new HumanError(nothing());
  await needs.follow.start(starts, items.length - starts.length);
}

/** None for what can neither be refreshed nor run. `how`: a task to run now, or an incremental refresh. */
export function startOf(
  needs: Pick<JobNeeds, 'browserUrl'>,
  content: Content,
  action: Action,
  how: Pick<WatchTarget, 'task' | 'incremental'> = {},
): readonly Start[] {
  const { site, kind, luid, name } = content;
  if (kind !== 'workbook' && kind !== 'datasource' && kind !== 'flow') return [];
  const url = needs.browserUrl(content);
  const usesBridge = content.kind === 'datasource' ? content.usesBridge : undefined;
  const known = usesBridge === undefined ? {} : { usesBridge };
  return [
    {
      target: { ref: { site, kind, luid }, name, action, ...known, ...how },
      ...(url === undefined ? {} : { url }),
    },
  ];
}
