/** Workbooks: in a project or in somebody's personal space, with views inside. */
import type { ContentKind } from '../contentKind';
import { siteOrProject } from './inProject';
import { onBrowserHost } from './onBrowserHost';

export const workbook: ContentKind<'workbook'> = {
  kind: 'workbook',
  icon: 'book',
  livesIn: ['project'],
  inUrl: { segment: 'workbooks', by: 'vizportalUrlId' },
  pages: (client, within, options, signal) =>
    siteOrProject(client.workbooks, within, 'projectName', options, signal),
  get: (client, luid, signal) => client.workbooks.get(luid, signal),
  refresh: (client, luid, signal) => client.workbooks.refresh(luid, signal),
  browserUrl: (content, browserOrigin) => onBrowserHost(content.webpageUrl, browserOrigin),
};
