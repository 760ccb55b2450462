/** After a refusal: who could do it, in a sentence; with names where Tableau gives them, and soon. */
import * as vscode from 'vscode';
import { whoCouldCancel, whoCouldStart, type WhoCould } from '../content/access/whoCould';
import type { SiteContent } from '../content/siteContent';
import type { Log } from '../base/log';
import type { WatchTarget } from '../jobs/jobsContract';
import { isTableauError } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';
import { personText } from './accessText';
import { errorText } from './errorText';
import { subjectOf } from './outcomeText';

export interface WhoCouldTexts {
  /** Undefined where no name may be read: the refusal itself says who could in general. */
  start(ref: WatchTarget['ref']): Promise<string | undefined>;
  cancel(site: SiteRef): Promise<string>;
}

/** So long a refusal waits for names. */
const patienceMs = 4_000;
const mostNamed = 3;

export function whoCouldTexts(contentOf: (site: SiteRef) => SiteContent, log: Log): WhoCouldTexts {
  const ask = async (
    find: (signal: AbortSignal) => Promise<WhoCould | undefined>,
  ): Promise<string | undefined> => {
    try {
      const found = await find(AbortSignal.timeout(patienceMs));
      return found && namesText(found);
    } catch (error) {
      // Names are an extra: the refusal is told without them.
      log.debug(`Who could do it was not told: ${String(error)}`);
      return undefined;
    }
  };
  return {
    start: async (ref) => {
      const names = await ask((signal) => whoCouldStart(contentOf(ref.site), ref, signal));
      return names && vscode.l10n.t('These people could: {0}.', names);
    },
    cancel: async (site) => {
      const names = await ask((signal) => whoCouldCancel(contentOf(site), signal));
      return names === undefined
        ? vscode.l10n.t('A site administrator could cancel it.')
        : vscode.l10n.t('These people could cancel it: {0}.', names);
    },
  };
}

function namesText({ owner, leaders, administrators }: WhoCould): string | undefined {
  const named = [
    ...(owner === undefined ? [] : [vscode.l10n.t('{0}, the owner', personText(owner))]),
    ...some(leaders.map((one) => vscode.l10n.t('{0}, who leads the project', personText(one)))),
    ...some(administrators.map((one) => vscode.l10n.t('{0}, administrator', personText(one)))),
  ];
  return named.length === 0 ? undefined : named.join('; ');
}

function some(names: readonly string[]): readonly string[] {
  return names.length <= mostNamed ? names : [...names.slice(0, mostNamed), '…'];
}

/** A cancel that was refused, and by whom it would not be. */
export async function notCancelledText(
  whoCould: WhoCouldTexts,
  target: WatchTarget,
  error: unknown,
): Promise<string> {
  const subject = subjectOf(target);
  if (isTableauError(error) && error.code === 'JOB_UNKNOWN')
    return vscode.l10n.t(
      '{0} cannot be cancelled from here: its job is not known. It goes on.',
      subject,
    );
  const reason = await cancelRefusal(whoCould, target.ref.site, error);
  return vscode.l10n.t('{0} was not cancelled and goes on. {1}', subject, reason);
}

/** Of a cancel the general words speak of owners, who may not do it either: these name who may. */
export async function cancelRefusal(
  whoCould: WhoCouldTexts,
  site: SiteRef,
  error: unknown,
): Promise<string> {
  if (!isTableauError(error, 'notPermitted')) return errorText(error);
  const refused = vscode.l10n.t('Tableau does not permit it to you ({0}).', error.code ?? '403');
  return `${refused} ${await whoCould.cancel(site)}`;
}
