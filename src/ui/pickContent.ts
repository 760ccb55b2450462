/** Asks which item is meant: content of all signed-in sites, found by name. */
import * as vscode from 'vscode';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import { HumanError } from './messages';
import { siteName } from './pickSite';
import type { FindOptions } from './quickFind';

export interface ContentPicker {
  /** For a command that is about one item; undefined when the user backs out. */
  pickContent(fits?: (content: Content) => boolean): Promise<Content | undefined>;
  /** The same with words and buttons of the caller's. */
  findContent(options: FindOptions): Promise<Content | undefined>;
}

export function contentPicker(needs: {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
}): ContentPicker {
  const findContent = async (options: FindOptions): Promise<Content | undefined> => {
    const sites = needs.sessions.list().filter(canSearch);
    if (sites.length === 0) throw nowhere(needs.sessions);
    const { quickFind } = await import('./quickFind');
    return quickFind(
      sites.map((entry) => ({
        name: siteName(entry),
        content: needs.contentOf(entry.profile.site),
      })),
      options,
    );
  };
  return {
    findContent,
    pickContent: (fits) =>
      findContent({
        title: vscode.l10n.t('Choose an Item'),
        placeholder: vscode.l10n.t('Which item? Type a part of its name, or words of its project'),
        fits,
      }),
  };
}

/** Where a sign-in by machine may happen, or has. */
function canSearch({ state }: SiteEntry): boolean {
  return !['signedOut', 'refused', 'secretMissing', 'jwtNeeded', 'contested'].includes(
    state.status,
  );
}

function nowhere(sessions: SessionsContract): HumanError {
  const label = vscode.l10n.t('Sign In');
  const [only] = sessions.list();
  return only === undefined
    ? new HumanError(vscode.l10n.t('There is no site to search: sign in to one first.'), [
        { label, run: () => vscode.commands.executeCommand('vizport.signIn') },
      ])
    : new HumanError(vscode.l10n.t('You are signed out of every site: sign in again first.'), [
        { label, run: () => vscode.commands.executeCommand('vizport.resumeSite') },
      ]);
}
