/** The same item on another site, such as test or production: the one of its kind at the same path. */
import * as vscode from 'vscode';
import { findByPath, type PathKind } from '../content/findByPath';
import type { SiteEntry } from '../session/sessionsContract';
import { siteKey, type Content } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { kindName } from '../ui/contentText';
import { chooseFound } from '../ui/foundItem';
import { HumanError, showWarning } from '../ui/messages';
import { canAsk, pickSite, siteName } from '../ui/pickSite';
import { actOnFound } from './actOnFound';
import type { CodeNeeds } from './codeNeeds';

export function findOnOtherSite(needs: CodeNeeds): (content: Content | undefined) => Promise<void> {
  return async (content) => {
    if (content === undefined) return;
    const { sessions, contentOf } = needs;
    const { kind } = content;
    if (!hasPath(kind))
      throw new HumanError(
        vscode.l10n.t(
          '{0} "{1}" has no path by which it could be found elsewhere.',
          kindName(kind),
          content.name,
        ),
      );
    const here = siteKey(content.site);
    const isOther = (entry: SiteEntry): boolean =>
      canAsk(entry) && siteKey(entry.profile.site) !== here;
    if (!sessions.list().some(isOther))
      throw new HumanError(
        vscode.l10n.t('There is no other site to look on: sign in to one first.'),
        [
          {
            label: vscode.l10n.t('Sign In'),
            run: () => vscode.commands.executeCommand('vizport.signIn'),
          },
        ],
      );
    const entry = await pickSite(
      sessions,
      vscode.l10n.t('On which site is the same item looked for?'),
      isOther,
    );
    if (entry === undefined) return;
    const source = contentOf(entry.profile.site);
    const { path, found } = await cancellable(
      vscode.l10n.t('Looking for "{0}" on {1}…', content.name, siteName(entry)),
      async (signal) => {
        const path = await contentOf(content.site).pathOf(content, signal);
        // The whole path: what ends alike is another item.
        return { path, found: await findByPath(`/${path}`, [kind], source, signal) };
      },
    );
    if (found.length === 0)
      return showWarning(
        vscode.l10n.t(
          'On {0} there is nothing of this kind ({1}) at {2}.',
          siteName(entry),
          kindName(kind),
          path,
        ),
        {
          label: vscode.l10n.t('Find by Name'),
          run: () => vscode.commands.executeCommand('vizport.resolve', content.name),
        },
      );
    const item = await chooseFound(found, source, {
      title: vscode.l10n.t('Find the Same Item on Another Site'),
      placeHolder: vscode.l10n.t('Several are at this path: which one is meant?'),
    });
    if (item !== undefined) await actOnFound(needs, item);
  };
}

function hasPath(kind: Content['kind']): kind is PathKind {
  return kind !== 'customView' && kind !== 'virtualConnection';
}
