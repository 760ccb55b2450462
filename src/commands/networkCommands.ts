/** The commands about the network and about reports: known from the start, loaded when they are first used. */
import type { CommandHandlers } from '../ui/commands';
import type { TestConnectionNeeds } from './testConnection/testConnection';

interface Loaded {
  testConnection(needs: TestConnectionNeeds): (target?: unknown) => Promise<void>;
  connectionSettings(needs: TestConnectionNeeds): (target?: unknown) => Promise<void>;
  reportIssue(needs: TestConnectionNeeds): () => Promise<void>;
}

export function networkCommands(
  load: () => Promise<Loaded>,
  needs: TestConnectionNeeds,
): Pick<
  CommandHandlers,
  'vizport.testConnection' | 'vizport.connectionSettings' | 'vizport.reportIssue'
> {
  return {
    'vizport.testConnection': async (target) => (await load()).testConnection(needs)(target),
    'vizport.connectionSettings': async (target) =>
      (await load()).connectionSettings(needs)(target),
    'vizport.reportIssue': async () => (await load()).reportIssue(needs)(),
  };
}
