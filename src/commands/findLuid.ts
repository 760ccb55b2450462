/** Find LUID from URL: any browser address of Tableau becomes an item, with its LUID to copy. */
import * as vscode from 'vscode';
import { findByAddress } from '../content/findByAddress';
import type { FoundItem, NotFound } from '../content/findResult';
import type { SiteContent } from '../content/siteContent';
import { parseWebAddress, type WebAddress } from '../content/webAddress';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { isCloudHost, type ContentUrl, type SiteRef } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { addressProblemText, noSiteText, notFoundText, sitePageText } from '../ui/findText';
import { askAction, chooseFound, nameOf } from '../ui/foundItem';
import { HumanError, showInfo, showWarning, type Action } from '../ui/messages';
import { siteName } from '../ui/pickSite';
import { siteAtAddress } from '../ui/siteAtAddress';
import { copy } from './itemNeeds';

export interface FindLuidNeeds {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  /** With server and site filled in; undefined when the user backed out. */
  readonly signIn: (site?: SiteRef) => Promise<SiteRef | undefined>;
}

/** Without a text it asks for one, with an address on the clipboard filled in. */
export function findLuid(needs: FindLuidNeeds): (text?: string) => Promise<void> {
  return async (text) => {
    // The icon of the view hands over the row that is selected there.
    const address = typeof text === 'string' ? readAddress(text) : await askAddress();
    if (address !== undefined) await new FindLuid(needs, address).run();
  };
}

function readAddress(text: string): WebAddress {
  const address = parseWebAddress(text);
  if ('reason' in address) throw new HumanError(addressProblemText(address));
  return address;
}

async function askAddress(): Promise<WebAddress | undefined> {
  const clipboard = await vscode.env.clipboard.readText();
  const copied = parseWebAddress(clipboard);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Find LUID from URL'),
    prompt: vscode.l10n.t(
      'Paste the address of a workbook, view, data source, flow or project from the browser',
    ),
    placeHolder: 'https://10ax.online.tableau.com/#/site/sales/workbooks/123',
    // Not a whole text that happens to hold an address.
    value: 'item' in copied && !/\s/u.test(clipboard.trim()) ? clipboard.trim() : '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const address = parseWebAddress(value);
      if ('reason' in address && address.reason === 'empty') return undefined;
      if ('reason' in address) return addressProblemText(address);
      return address.item === undefined ? sitePageText() : undefined;
    },
  });
  return text === undefined ? undefined : readAddress(text);
}

class FindLuid {
  constructor(
    private readonly needs: FindLuidNeeds,
    private readonly address: WebAddress,
  ) {}

  /** `signedInTo`: the site that the user has just signed in to for this address. */
  async run(signedInTo?: SiteRef): Promise<void> {
    const entry = await cancellable(vscode.l10n.t('Looking for the LUID…'), (signal) =>
      siteAtAddress(this.needs, this.address, signal),
    );
    const site = entry?.profile.site ?? signedInTo;
    if (entry !== undefined && hasNoSession(entry)) return this.#signInAgain(entry);
    if (site === undefined) return this.#signIn();
    const source = this.needs.contentOf(site);
    const result = await cancellable(vscode.l10n.t('Looking for the LUID…'), (signal) =>
      findByAddress(this.address, () => source, signal),
    );
    switch (result.status) {
      case 'needsSite':
        return this.#signIn();
      case 'sitePage':
        return showWarning(sitePageText());
      case 'notFound':
        return showWarning(
          notFoundText(result, this.#nameOf(source.site)),
          ...nextSteps(result, source),
        );
      case 'found': {
        const item = await chooseFound(result.matches, source);
        return item === undefined ? undefined : act(item, source);
      }
      default:
        return result satisfies never;
    }
  }

  /** Goes on by itself when the sign-in is done. */
  #signIn(): Promise<void> {
    const { server, contentUrl } = this.address;
    const cloud = isCloudHost(server);
    if (contentUrl === '' && cloud) return showWarning(noSiteText());
    const host = new URL(server).host;
    const where = siteWords(host, contentUrl);
    return showInfo(
      vscode.l10n.t('You are not signed in to {0}: sign in there to find the item.', where),
      {
        label: vscode.l10n.t('Sign In'),
        run: async () => {
          const signedIn = await this.needs.signIn({ server, contentUrl });
          if (signedIn === undefined) return;
          // A number on another site is another item.
          if (signedIn.contentUrl.toLowerCase() !== contentUrl.toLowerCase())
            throw new HumanError(
              vscode.l10n.t(
                'You signed in to another site than the one in the address, which is {0}.',
                where,
              ),
            );
          await this.run(signedIn);
        },
      },
    );
  }

  #signInAgain({ profile, state }: SiteEntry): Promise<void> {
    const { sessions, signIn } = this.needs;
    return showInfo(
      vscode.l10n.t(
        'You are not signed in to {0} now: sign in again to find the item.',
        this.#nameOf(profile.site),
      ),
      {
        label: vscode.l10n.t('Sign In Again'),
        run: async () => {
          const signedIn =
            state.status === 'signedOut'
              ? await cancellable(vscode.l10n.t('Signing in…'), (signal) =>
                  sessions.resume(profile.site, signal),
                )
              : await signIn(profile.site);
          if (signedIn !== undefined) await this.run();
        },
      },
    );
  }

  #nameOf(site: SiteRef): string {
    const entry = this.needs.sessions.find(site);
    return entry === undefined ? site.contentUrl : siteName(entry);
  }
}

/** Nothing may sign in to such a site but the user. */
function hasNoSession({ state }: SiteEntry): boolean {
  return ['signedOut', 'refused', 'secretMissing', 'jwtNeeded', 'contested'].includes(state.status);
}

/** What there is instead: the workbook of a hidden sheet, the view of a lost custom view, a search by name. */
function nextSteps(result: NotFound, source: SiteContent): readonly Action[] {
  const { near } = result;
  if (near !== undefined)
    return [
      {
        label: vscode.l10n.t('Use "{0}"', nameOf(near)),
        run: () => act(near, source),
      },
    ];
  return [
    {
      label: vscode.l10n.t('Find by Name'),
      run: () => vscode.commands.executeCommand('vizport.findContent'),
    },
  ];
}

async function act(item: FoundItem, source: SiteContent): Promise<void> {
  const chosen = await askAction(item, source);
  if (chosen === undefined) return;
  switch (chosen.action) {
    case 'copyLuid':
      return copy(item.luid, vscode.l10n.t('LUID of "{0}" copied', nameOf(item)));
    case 'reveal':
      return run('vizport.revealInTree', chosen.content);
    case 'open':
      return run('vizport.openInBrowser', chosen.content);
    case 'refresh':
      return run('vizport.refreshExtract', chosen.content);
    case 'run':
      return run('vizport.runFlow', chosen.content);
    case 'copyLink':
      return run('vizport.copyDeepLink', Promise.resolve({ ...item, name: nameOf(item) }));
    case 'otherSite':
      return run('vizport.findOnOtherSite', chosen.content);
    default:
      chosen.action satisfies never;
  }
}

/** The commands take an item where menus pass a row, and tell of their failures themselves. */
async function run(command: string, content: Promise<unknown>): Promise<void> {
  await vscode.commands.executeCommand(command, await content);
}

function siteWords(host: string, contentUrl: ContentUrl): string {
  return contentUrl === ''
    ? vscode.l10n.t('the default site of {0}', host)
    : vscode.l10n.t('the site "{0}" on {1}', contentUrl, host);
}
