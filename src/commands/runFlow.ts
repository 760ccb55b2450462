/** Run Flow: starts the selected flows, and follows them to their end. */
import { l10n } from 'vscode';
import type { ItemCommand } from './itemNeeds';
import { startAll, type JobNeeds } from './refreshExtract';

export const runFlow =
  (needs: JobNeeds): ItemCommand =>
  (targets) =>
    startAll(
      needs,
      targets,
      'run',
      ({ kind }) => kind === 'flow',
      () => l10n.t('None of the selected items is a flow.'),
    );
