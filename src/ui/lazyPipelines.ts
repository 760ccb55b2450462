/** The commands about generated pipelines and mapping tables: their code is loaded with the first of them. */
import { disposeIfMade, lazy } from '../base/lazy';
import type { Disposable } from '../base/emitter';
import type { CommandHandlers } from './commands';

const ids = [
  'vizport.generateRefreshCode',
  'vizport.copyAsCurl',
  'vizport.exportMapping',
  'vizport.checkDrift',
] as const satisfies readonly (keyof CommandHandlers)[];

export type PipelinesPart = Pick<CommandHandlers, (typeof ids)[number]>;

export function pipelineCommands(load: () => Promise<PipelinesPart & Disposable>): {
  readonly commands: PipelinesPart;
  readonly owned: Disposable;
} {
  const part = lazy(load);
  const run = (id: (typeof ids)[number]) =>
    [id, async (...row: [unknown?, unknown?]) => (await part())[id](...row)] as const;
  return {
    commands: Object.fromEntries(ids.map(run)) as unknown as PipelinesPart,
    owned: disposeIfMade(part),
  };
}
