/** The words of a row that stands where there is nothing to show: what is the matter, and what a click does. */
import { env, l10n } from 'vscode';
import type { SiteEntry } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import { kindPlural } from '../ui/contentText';
import { errorText } from '../ui/errorText';
import type { MessageNode } from './treeNode';

export interface MessageRow {
  readonly label: string;
  readonly icon: string;
  readonly color?: string;
  /** A word or two behind the label: what a click does. A sentence would be cut there. */
  readonly hint?: string;
  /** A sentence: in the tooltip and read aloud, and behind the label where there is no hint. */
  readonly detail?: string;
  readonly command?: { readonly command: string; readonly title: string };
}

const warning = 'problemsWarningIcon.foreground';
const failure = 'problemsErrorIcon.foreground';

export function messageRow(
  node: MessageNode,
  around: { readonly filter?: string; entry(site: SiteRef): SiteEntry | undefined },
): MessageRow {
  switch (node.reason) {
    case 'loading':
      return {
        label:
          node.kind === undefined
            ? l10n.t('Loading…')
            : l10n.t('Loading {0}…', kindPlural(node.kind)),
        icon: 'loading~spin',
      };
    case 'empty':
      return { ...emptyWords(node), icon: 'info' };
    case 'noMatch':
      return {
        label: l10n.t('Nothing matches "{0}"', around.filter ?? ''),
        icon: 'search-stop',
        detail: l10n.t('Click to clear the filter.'),
        command: { command: 'vizport.clearFilter', title: l10n.t('Clear Filter') },
      };
    case 'cut':
      return {
        label: l10n.t('More items match'),
        icon: 'info',
        detail: l10n.t(
          'Only the best of {0} are shown. Type more of the name to find the others.',
          new Intl.NumberFormat(env.language).format(node.total ?? 0),
        ),
      };
    case 'signedOut':
      return {
        label: l10n.t('Signed out'),
        icon: 'sign-in',
        detail: l10n.t('Click to sign in again.'),
        command: { command: 'vizport.resumeSite', title: l10n.t('Sign In Again') },
      };
    case 'secretMissing':
      return {
        label: l10n.t('No secret stored'),
        icon: 'key',
        color: warning,
        hint: l10n.t('Enter it'),
        detail: l10n.t(
          'The site is remembered, its secret is gone from this computer’s secret storage. Click to enter it again.',
        ),
        command: { command: 'vizport.replaceCredentials', title: l10n.t('Replace Credentials') },
      };
    case 'jwtNeeded': {
      const state = around.entry(node.site)?.state;
      return {
        label: l10n.t('Token needed'),
        icon: 'key',
        color: warning,
        hint: l10n.t('Sign in again'),
        detail: l10n
          .t(
            '{0} Click to sign in again.',
            state !== undefined && 'error' in state ? errorText(state.error) : '',
          )
          .trim(),
        command: { command: 'vizport.resumeSite', title: l10n.t('Sign In Again') },
      };
    }
    case 'contested':
      return {
        label: l10n.t('Token used elsewhere'),
        icon: 'debug-pause',
        color: warning,
        hint: l10n.t('Take it back'),
        detail: l10n.t(
          'Something else keeps signing in with it, and a token has one session. Click to take it back.',
        ),
        command: { command: 'vizport.resumeSite', title: l10n.t('Take It Back') },
      };
    case 'refused':
      return {
        label: l10n.t('Credentials refused'),
        icon: 'error',
        color: failure,
        hint: l10n.t('Replace'),
        detail: l10n.t('They are not tried again. Click to replace them.'),
        command: { command: 'vizport.replaceCredentials', title: l10n.t('Replace Credentials') },
      };
    case 'offline':
      return {
        label: l10n.t('Server cannot be reached'),
        icon: 'debug-disconnect',
        color: warning,
        hint: l10n.t('Retry'),
        detail: l10n.t('The site is remembered. {0} Click to try again.', errorText(node.error)),
        command: retry(),
      };
    case 'forbidden':
      return {
        label:
          node.kind === undefined
            ? l10n.t('You may not see what is here')
            : l10n.t('You may not see the {0} here', kindPlural(node.kind)),
        icon: 'lock',
        hint: l10n.t('Retry'),
        detail: l10n.t('{0} Click to try again.', errorText(node.error)),
        command: retry(),
      };
    case 'error':
      return {
        label:
          node.kind === undefined
            ? l10n.t('Could not load this')
            : l10n.t('Could not load {0}', kindPlural(node.kind)),
        icon: 'error',
        color: failure,
        hint: l10n.t('Retry'),
        detail: l10n.t('{0} Click to try again.', errorText(node.error)),
        command: retry(),
      };
    default:
      return node.reason satisfies never;
  }
}

function retry(): NonNullable<MessageRow['command']> {
  return { command: 'vizport.retry', title: l10n.t('Retry') };
}

function emptyWords(node: MessageNode): Pick<MessageRow, 'label' | 'detail'> {
  switch (node.under) {
    case 'site':
      return {
        label: l10n.t('No projects to see'),
        detail: l10n.t('The site is empty, or nothing on it is shared with you.'),
      };
    case 'project':
      return {
        label: l10n.t('Empty project'),
        detail: l10n.t('There is nothing in it that you may see.'),
      };
    case 'workbook':
      return {
        label: l10n.t('No views'),
        detail: l10n.t('All its sheets are hidden, or you may not see them.'),
      };
    case 'personalSpace':
      return {
        label: l10n.t('Your personal space is empty'),
        detail: l10n.t('Workbooks that you save to it appear here.'),
      };
    case 'outsideProjects':
      return {
        label: l10n.t('Nothing here'),
        detail: l10n.t('Every item that you may see is in a project that you may see.'),
      };
    default:
      return { label: l10n.t('Nothing here') };
  }
}
