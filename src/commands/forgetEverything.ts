/** Forget Everything…: sites, secrets of all profiles, what is remembered, our files and logs; works without a network. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import type { SessionsContract } from '../session/sessionsContract';
import { cancellable } from '../ui/cancellable';
import { confirm, showInfo, showWarning } from '../ui/messages';
import { siteName } from '../ui/pickSite';
import { forgetFiles, type OwnFolders } from './forgetFiles';

interface Remembered {
  keys(): readonly string[];
  update(key: string, value: unknown): PromiseLike<void>;
}

/** `vscode.ExtensionContext` fits as it is. */
export interface OwnPlaces extends OwnFolders {
  readonly globalState: Remembered;
  readonly workspaceState: Remembered;
}

export interface ForgetNeeds {
  readonly sessions: SessionsContract;
  readonly places: OwnPlaces;
  readonly log: Log;
}

const maxNamed = 5;

export function forgetEverything({ sessions, places, log }: ForgetNeeds): () => Promise<void> {
  return async () => {
    const sure = await confirm(
      vscode.l10n.t('Forget everything that Vizport keeps?'),
      whatGoes(sessions),
      vscode.l10n.t('Forget Everything'),
    );
    if (!sure) return;
    const failed: string[] = [];
    const attempt = async (what: string, work: () => PromiseLike<unknown>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        // The rest must go all the same; what stayed is named at the end.
        log.error(`Forgetting ${what} failed: ${String(error)}`);
        failed.push(what);
      }
    };
    await cancellable(vscode.l10n.t('Forgetting…'), async () => {
      await attempt(vscode.l10n.t('the open editors of Vizport'), closeEditors);
      await attempt(vscode.l10n.t('sites and secrets'), () => sessions.forgetAll());
      for (const state of [places.globalState, places.workspaceState])
        for (const key of state.keys())
          await attempt(vscode.l10n.t('what was remembered'), () => state.update(key, undefined));
      await attempt(vscode.l10n.t('files and logs'), () => forgetFiles(places));
    });
    const kinds = [...new Set(failed)];
    if (kinds.length === 0)
      await showInfo(vscode.l10n.t('Vizport has forgotten everything, as after its installation.'));
    else
      await showWarning(
        vscode.l10n.t(
          'Not all could be forgotten: {0}. Run the command again; if that does not help, restart VS Code first.',
          kinds.join(', '),
        ),
      );
  };
}

function whatGoes(sessions: SessionsContract): string {
  const names = sessions.list().map(siteName);
  const [first] = names;
  const sites =
    first === undefined
      ? vscode.l10n.t('No site is remembered in this profile.')
      : names.length > maxNamed
        ? vscode.l10n.t('{0} sites: {1}, …', names.length, names.slice(0, maxNamed).join(', '))
        : vscode.l10n.t('Sites: {0}', names.join(', '));
  return [
    sites,
    vscode.l10n.t(
      'Their sessions are ended, also on the server where it can be reached. Deleted are: all credentials and session tokens (also of sites in other profiles of VS Code, which share them), watched jobs and choices of this workspace, files and logs of Vizport, its open editors.',
    ),
    vscode.l10n.t(
      'Nothing changes on Tableau, and personal access tokens stay valid there. What you wrote into settings yourself stays too.',
    ),
  ].join('\n\n');
}

/** A panel that is left open would come back after a reload, with the site and the queries in it. */
async function closeEditors(): Promise<void> {
  const ours = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => isOurs(input));
  if (ours.length > 0) await vscode.window.tabGroups.close(ours);
}

function isOurs(input: unknown): boolean {
  if (input instanceof vscode.TabInputWebview) return input.viewType.includes('vizport.');
  return input instanceof vscode.TabInputText && input.uri.scheme.startsWith('vizport');
}
