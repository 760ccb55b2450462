/** The site that a query in a file is about: the one that it names, else the active one. */
import { l10n } from 'vscode';
import { siteRemark } from '../../query/fileRemarks';
import type { Operation } from '../../query/operations';
import type { SessionsContract, SiteEntry } from '../../session/sessionsContract';
import { HumanError } from '../../ui/messages';
import { siteName } from '../../ui/pickSite';
import { likelySite } from '../panelSites';

/** What a code lens says without asking: the entry, or the name of a site that is not remembered. */
export function fileSite(
  sessions: SessionsContract,
  text: string,
  operation: Operation | undefined,
): { readonly entry?: SiteEntry; readonly named?: string } {
  const named = siteRemark(text, operation);
  const entry = named === undefined ? likelySite(sessions) : siteNamed(sessions, named);
  return { ...(entry === undefined ? {} : { entry }), ...(named === undefined ? {} : { named }) };
}

/** By the site's name in addresses, by its name, or both with the server: `10ax.online.tableau.com/sales`. */
export function siteNamed(sessions: SessionsContract, name: string): SiteEntry | undefined {
  const wanted = name.toLowerCase();
  return sessions.list().find((entry) => {
    const { server, contentUrl } = entry.profile.site;
    const host = new URL(server).host;
    const names = [contentUrl, siteName(entry), `${host}/${contentUrl}`, `${server}/${contentUrl}`];
    return names.some((one) => one !== '' && one.toLowerCase() === wanted);
  });
}

/** @throws HumanError where the file names a site that is not remembered. */
export function requiredSite(
  sessions: SessionsContract,
  text: string,
  operation: Operation | undefined,
): SiteEntry | undefined {
  const { entry, named } = fileSite(sessions, text, operation);
  if (entry === undefined && named !== undefined)
    throw new HumanError(
      l10n.t(
        'The file asks for the site “{0}”, which is not among your sites: sign in to it, or change "# @site".',
        named,
      ),
    );
  return entry;
}
