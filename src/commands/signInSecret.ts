/** A connected app's second secret: put in and tested, and later put first, while the site stays signed in. */
import * as vscode from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';
import { errorText } from '../ui/errorText';
import { confirm, showInfo } from '../ui/messages';
import { askText } from '../ui/multiStep';
import { siteName } from '../ui/pickSite';
import { checkField, secretId, secretValue } from './signInFields';

export type OnSite = (entry: SiteEntry) => Promise<void>;

/** Two steps; the second tests the secret by a sign-in before anything is kept. */
export function addSecondSecret(sessions: SessionsContract): OnSite {
  return async (entry) => {
    const { site } = entry.profile;
    const title = vscode.l10n.t('Second Secret for {0}', siteName(entry));
    const answers = { secretId: '', secretValue: '' };
    let end: 'kept' | 'inUse' | undefined;
    for (let step = 1; step <= 2;) {
      const field = step === 1 ? secretId : secretValue;
      const key = step === 1 ? 'secretId' : 'secretValue';
      const answer = await askText(
        { title, step, totalSteps: 2 },
        {
          prompt:
            step === 1
              ? vscode.l10n.t(
                  'ID of the other secret (Tableau: Settings > Connected Apps > the app > Generate New Secret)',
                )
              : vscode.l10n.t(
                  'Value of the other secret; Enter tests it by a sign-in, while the first one stays in use',
                ),
          value: answers[key],
          ...(step === 2 ? { password: true } : {}),
          validate: (text) => checkField(field, text),
          accept: async (text, signal) => {
            answers[key] = text.trim();
            if (step === 1) return undefined;
            try {
              end = await sessions.addSecret(site, answers, signal);
              return undefined;
            } catch (error) {
              if (isAbort(error)) throw error;
              return errorText(error);
            }
          },
        },
      );
      if (answer.kind === 'cancel') return;
      step += answer.kind === 'back' ? -1 : 1;
    }
    if (end === 'inUse')
      await showInfo(
        vscode.l10n.t(
          '{0} is signed in with the new secret. The refused one was deleted here.',
          siteName(entry),
        ),
      );
    else await offerSwitch(sessions, entry, site);
  };
}

async function offerSwitch(
  sessions: SessionsContract,
  entry: SiteEntry,
  site: SiteRef,
): Promise<void> {
  await showInfo(
    vscode.l10n.t(
      'The second secret works and is kept. Vizport takes it when Tableau refuses the first one, or now if you like.',
    ),
    {
      label: vscode.l10n.t('Switch Now'),
      run: () => switchAndTell(sessions, entry, site),
    },
  );
}

export function switchSecret(sessions: SessionsContract): OnSite {
  return async (entry) => {
    const sure = await confirm(
      vscode.l10n.t('Switch {0} to the second secret?', siteName(entry)),
      vscode.l10n.t(
        'It is tested by a sign-in first. The secret that is in use now is kept as the second one, so that you can switch back.',
      ),
      vscode.l10n.t('Switch'),
    );
    if (sure) await switchAndTell(sessions, entry, entry.profile.site);
  };
}

async function switchAndTell(
  sessions: SessionsContract,
  entry: SiteEntry,
  site: SiteRef,
): Promise<void> {
  await vscode.window.withProgress(
    { location: { viewId: 'vizport.content' }, title: vscode.l10n.t('Signing in…') },
    () => sessions.switchSecret(site),
  );
  await showInfo(
    vscode.l10n.t(
      '{0} is signed in with the other secret. The former one can be deleted in Tableau now.',
      siteName(entry),
    ),
  );
}
