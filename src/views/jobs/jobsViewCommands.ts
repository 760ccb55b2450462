/** The commands of the Jobs view, as they are registered at activation: what does them is loaded with the first. */
import type * as vscode from 'vscode';
import type { CommandHandlers } from '../../ui/commands';
import { jobCommandIds, type JobCommandId } from '../../ui/jobCommandIds';
import { jobTargets, type JobNode, type JobRowNode } from './jobNode';

interface Handlers {
  onRows(id: JobCommandId, rows: readonly JobRowNode[]): Promise<void>;
  filter(text?: string): Promise<void>;
  clearFilter(): Promise<void>;
  refresh(): Promise<void>;
}

type JobsViewCommand =
  JobCommandId | 'vizport.refreshJobs' | 'vizport.filterJobs' | 'vizport.clearJobsFilter';

export function jobsViewCommands(
  load: () => Promise<Handlers>,
  view: vscode.TreeView<JobNode>,
): Pick<CommandHandlers, JobsViewCommand> {
  const onRows = jobCommandIds.map((id) => [
    id,
    async (clicked?: unknown, selected?: unknown) =>
      (await load()).onRows(id, jobTargets(clicked, selected, view.selection)),
  ]);
  return {
    ...(Object.fromEntries(onRows) as Pick<CommandHandlers, JobCommandId>),
    'vizport.refreshJobs': async () => (await load()).refresh(),
    'vizport.filterJobs': async (text) =>
      (await load()).filter(typeof text === 'string' ? text : undefined),
    'vizport.clearJobsFilter': async () => (await load()).clearFilter(),
  };
}
