/** Virtual connections: part of Data Management, so many sites have none. REST does not tell their project. */
import type { ContentKind } from '../contentKind';
import { wholeSite } from './inProject';
import { onBrowserHost } from './onBrowserHost';

export const virtualConnection: ContentKind<'virtualConnection'> = {
  kind: 'virtualConnection',
  icon: 'plug',
  livesIn: [],
  inUrl: { segment: 'virtualconnections', by: 'vizportalUrlId' },
  async *pages(client, within, options, signal) {
    if (within === undefined) yield* wholeSite(client.virtualConnections, options, signal);
  },
  get: (client, luid, signal) => client.virtualConnections.get(luid, signal),
  browserUrl: (content, browserOrigin) => onBrowserHost(content.webpageUrl, browserOrigin),
};
