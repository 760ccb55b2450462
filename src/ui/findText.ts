/** Sentences about addresses: what is wrong with one, and why an item could not be found, with what to do. */
import { l10n } from 'vscode';
import type { NotFound } from '../content/findResult';
import type { AddressProblem } from '../content/webAddress';
import { kindPlural } from './contentText';

export function addressProblemText(problem: AddressProblem): string {
  switch (problem.reason) {
    case 'empty':
      return l10n.t('Paste the address of a workbook, view, data source, flow or project.');
    case 'notAnAddress':
      return l10n.t(
        'This is not a web address. Copy it from the browser: it looks like https://10ax.online.tableau.com/#/site/sales/workbooks/123.',
      );
    case 'notWeb':
      return l10n.t('Only addresses that start with https:// or http:// lead to Tableau.');
    case 'notTableau':
      return l10n.t('This address of {0} is not one of Tableau’s.', problem.host);
    case 'tableauPublic':
      return l10n.t(
        'Tableau Public has no REST API: its content has no LUIDs that could be found.',
      );
    case 'tool':
      return l10n.t('This is the address of a tool of Tableau’s, not of an item.');
    case 'unsupportedKind':
      return l10n.t(
        'Addresses with "{0}" cannot be resolved. It works for workbooks, views, custom views, data sources, flows, virtual connections and projects.',
        problem.what,
      );
    default:
      return problem satisfies never;
  }
}

export function sitePageText(): string {
  return l10n.t(
    'This address is a page of the site, not of an item. Open the item in the browser and copy its address.',
  );
}

export function noSiteText(): string {
  return l10n.t(
    'This address names no site, as addresses of Tableau Cloud do. Open the item in the browser and copy its address again.',
  );
}

/** `siteName` tells where it was looked for: the same number means another item on another site. */
export function notFoundText(result: NotFound, siteName: string): string {
  const near = result.near?.name ?? '';
  switch (result.why) {
    case 'noSuchNumber':
      return l10n.t(
        'None of the {0} that you can see on {1} has this number. It may have been deleted, or you may not be permitted to see it.',
        kindPlural(result.kind),
        siteName,
      );
    case 'noSuchName':
      return l10n.t(
        'None of the {0} that you can see on {1} has this address. It may have been renamed or deleted, or you may not be permitted to see it.',
        kindPlural(result.kind),
        siteName,
      );
    case 'noSuchSheet':
      return l10n.t(
        'The workbook "{0}" shows no such sheet: it may be hidden, renamed or deleted. Hidden sheets have no LUID in the REST API.',
        near,
      );
    case 'noSuchCustomView':
      return near === ''
        ? l10n.t(
            'This custom view cannot be seen: it may have been deleted, or be somebody else’s own.',
          )
        : l10n.t(
            'This custom view of "{0}" cannot be seen: it may have been deleted, or be somebody else’s own.',
            near,
          );
    case 'projectNeedsMetadata':
      return l10n.t(
        'The Metadata API, which knows the numbers of projects, does not answer on {0}, and Tableau’s search did not tell this one. Find the project by its name instead.',
        siteName,
      );
    case 'projectNotResolved':
      return l10n.t(
        'Tableau tells the number of a project only for what is in it, and nothing that you can see on {0} is in this one: it may be empty, or new. Find the project by its name instead.',
        siteName,
      );
    default:
      return result.why satisfies never;
  }
}
