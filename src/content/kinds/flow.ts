/** Prep flows: they run, they have no extract. */
import type { ContentKind } from '../contentKind';
import { siteOrProject } from './inProject';
import { onBrowserHost } from './onBrowserHost';

export const flow: ContentKind<'flow'> = {
  kind: 'flow',
  icon: 'git-merge',
  livesIn: ['project'],
  inUrl: { segment: 'flows', by: 'vizportalUrlId' },
  pages: (client, within, options, signal) =>
    siteOrProject(client.flows, within, 'projectId', options, signal),
  get: (client, luid, signal) => client.flows.get(luid, signal),
  run: (client, luid, signal) => client.flows.run(luid, signal),
  browserUrl: (content, browserOrigin) => onBrowserHost(content.webpageUrl, browserOrigin),
};
