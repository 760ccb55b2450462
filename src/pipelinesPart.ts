/** Generated pipelines and mapping tables (`dist/pipelines.js`), loaded with the first of their commands: import it with `import()` only. */
import type * as vscode from 'vscode';
import type { Disposable } from './base/emitter';
import { checkDrift, type CheckNeeds } from './commands/mapping/checkDrift';
import { DriftMarks } from './commands/mapping/driftMarks';
import { exportMapping, type MappingNeeds } from './commands/mapping/exportMapping';
import { copyAsCurl } from './commands/pipelines/copyAsCurl';
import { generateRefreshCode, type GenerateNeeds } from './commands/pipelines/generateRefreshCode';
import type { Content } from './tableau/model';
import type { PipelinesPart } from './ui/lazyPipelines';

export interface PipelinesPartNeeds extends Omit<
  CheckNeeds & GenerateNeeds & MappingNeeds,
  'memory'
> {
  /** For this workspace. */
  readonly memory: vscode.Memento;
  /** Of what a menu passes. */
  readonly itemsOf: (clicked?: unknown, selected?: unknown) => readonly Content[];
}

export function pipelinesPart(needs: PipelinesPartNeeds): PipelinesPart & Disposable {
  const { itemsOf } = needs;
  const marks = new DriftMarks();
  const handlers: PipelinesPart = {
    'vizport.generateRefreshCode': (...row) => generateRefreshCode(needs)(itemsOf(...row)),
    'vizport.copyAsCurl': (...row) => copyAsCurl(needs)(itemsOf(...row)),
    'vizport.exportMapping': (...row) => exportMapping(needs)(row[0], itemsOf(...row)),
    'vizport.checkDrift': checkDrift(needs, marks),
  };
  return { ...handlers, dispose: () => marks.dispose() };
}
