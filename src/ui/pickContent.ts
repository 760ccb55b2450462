/** Asks which item is meant: content of all signed-in sites, found by name. */
import * as vscode from 'vscode';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import { HumanError } from './messages';
import { canAsk, siteName } from './pickSite';
import type { FindOptions, NamedSite } from './quickFind';

export interface ContentPicker {
  /** For a command that is about one item; undefined when the user backs out. */
  pickContent(fits?: (content: Content) => boolean): Promise<Content | undefined>;
  /** For a command that is about one item or several; empty when the user backs out. */
  pickContents(fits?: (content: Content) => boolean): Promise<readonly Content[]>;
  /** One, with words and buttons of the caller's. */
  findContent(options: FindOptions): Promise<Content | undefined>;
}

export function contentPicker(needs: {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
}): ContentPicker {
  const sites = (): readonly NamedSite[] => {
    const asked = needs.sessions.list().filter(canAsk);
    if (asked.length === 0) throw nowhere(needs.sessions);
    return asked.map((entry) => ({
      name: siteName(entry),
      content: needs.contentOf(entry.profile.site),
    }));
  };
  const findContent = async (options: FindOptions): Promise<Content | undefined> => {
    const where = sites();
    return (await import('./quickFind')).quickFind(where, options);
  };
  return {
    findContent,
    pickContent: (fits) =>
      findContent({
        title: vscode.l10n.t('Choose an Item'),
        placeholder: vscode.l10n.t('Which item? Type a part of its name, or words of its project'),
        fits,
      }),
    async pickContents(fits) {
      const where = sites();
      return (await import('./quickFind')).quickFindMany(where, {
        title: vscode.l10n.t('Choose Items'),
        placeholder: vscode.l10n.t(
          'Type a part of a name: Enter takes what is checked, or the row',
        ),
        fits,
      });
    },
  };
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
