/** What stands in a `tasks.json` under `"type": "tableau"`: read with care, because people write it by hand. */
import { l10n } from 'vscode';
import type { TaskDefinition } from 'vscode';

export const taskType = 'tableau';

export interface TableauTask {
  readonly action: 'refresh' | 'runFlow';
  /** LUIDs, browser addresses or paths, as they were written. */
  readonly items: readonly string[];
  readonly incremental: boolean;
  /** A site's name, contentUrl or address; without it the active site. */
  readonly site?: string;
  /** False: done when Tableau has accepted it. */
  readonly wait: boolean;
}

/** The task, or a sentence that says what is wrong with it. */
export function readTask(definition: TaskDefinition): TableauTask | string {
  const { action, item, incremental, site, wait } = definition as Readonly<Record<string, unknown>>;
  if (action !== 'refresh' && action !== 'runFlow')
    return l10n.t('"action" must be "refresh", "runFlow" or "checkDrift".');
  const items = (Array.isArray(item) ? item : [item]) as readonly unknown[];
  const texts = items.filter((one) => typeof one === 'string').map((one) => one.trim());
  if (texts.length === 0 || texts.length < items.length || texts.includes(''))
    return l10n.t(
      '"item" must be a LUID, an address from the browser or a path such as "Finance/EMEA/Margin", or a list of them.',
    );
  if (!isOptional(incremental, 'boolean')) return l10n.t('"incremental" must be true or false.');
  if (!isOptional(wait, 'boolean')) return l10n.t('"wait" must be true or false.');
  if (!isOptional(site, 'string') || site === '')
    return l10n.t('"site" must be the name or the address of a site.');
  if (action === 'runFlow' && incremental === true)
    return l10n.t('"incremental" is for "refresh" only: a flow runs as it was published.');
  return {
    action,
    items: [...new Set(texts)],
    incremental: incremental === true,
    wait: wait !== false,
    ...(site === undefined ? {} : { site: site as string }),
  };
}

function isOptional(value: unknown, type: 'boolean' | 'string'): boolean {
  return value === undefined || typeof value === type;
}
