/** Projects: the folders of a site. REST gives them neither a link nor a number. */
import type { ContentKind } from '../contentKind';
import { wholeSite } from './inProject';

export const project: ContentKind<'project'> = {
  kind: 'project',
  icon: 'folder',
  livesIn: ['site', 'project'],
  inUrl: { segment: 'projects', by: 'vizportalUrlId' },
  pages: (client, within, options, signal) =>
    within === undefined
      ? wholeSite(client.projects, options, signal)
      : client.projects.pages(
          {
            fields: options.fields ?? 'full',
            filters: [{ field: 'parentProjectId', op: 'eq', value: within.luid }],
          },
          options,
          signal,
        ),
};
