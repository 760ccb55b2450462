/** Published data sources. */
import type { ContentKind } from '../contentKind';
import { siteOrProject } from './inProject';
import { onBrowserHost } from './onBrowserHost';

export const datasource: ContentKind<'datasource'> = {
  kind: 'datasource',
  icon: 'database',
  livesIn: ['project'],
  inUrl: { segment: 'datasources', by: 'vizportalUrlId' },
  pages: (client, within, options, signal) =>
    siteOrProject(client.datasources, within, 'projectName', options, signal),
  get: (client, luid, signal) => client.datasources.get(luid, signal),
  refresh: (client, luid, signal) => client.datasources.refresh(luid, signal),
  browserUrl: (content, browserOrigin) => onBrowserHost(content.webpageUrl, browserOrigin),
};
