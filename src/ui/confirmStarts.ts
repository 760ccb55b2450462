/** Before many starts that nobody has looked through: a selection of hundreds is made with two keys. */
import * as vscode from 'vscode';
import { confirm } from './messages';
import type { WatchTarget } from '../jobs/jobsContract';

/** As many as a person has counted with the eyes. */
const manyStarts = 10;
/** A dialog does not scroll. */
const namesInDialog = 8;

/** True where they may be started. */
export async function confirmStarts(targets: readonly WatchTarget[]): Promise<boolean> {
  const [first] = targets;
  if (first === undefined || targets.length <= manyStarts) return true;
  const names = targets.slice(0, namesInDialog).map(({ name }) => `• ${name}`);
  names.push(vscode.l10n.t('and {0} more', targets.length - names.length));
  const limit = vscode.l10n.t(
    'A few at a time. A site of Tableau Cloud may start about 60 refreshes an hour, whoever asks for them.',
  );
  const [text, button] =
    first.action === 'run'
      ? [vscode.l10n.t('Run {0} flows?', targets.length), vscode.l10n.t('Run Them')]
      : [vscode.l10n.t('Refresh {0} items?', targets.length), vscode.l10n.t('Refresh Them')];
  return confirm(text, [names.join('\n'), limit].join('\n\n'), button);
}
