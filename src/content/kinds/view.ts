/** Views: the sheets, dashboards and stories of a workbook that are not hidden. Their link is made from names. */
import type { ContentKind } from '../contentKind';
import { wholeSite } from './inProject';
import { sitePath } from './onBrowserHost';

export const view: ContentKind<'view'> = {
  kind: 'view',
  icon: 'graph',
  livesIn: ['workbook'],
  inUrl: { segment: 'views', by: 'contentUrl' },
  async *pages(client, within, options, signal) {
    if (within === undefined) yield* wholeSite(client.views, options, signal);
    else if (within.kind === 'workbook') {
      const { luid, name, location, owner } = within;
      const views = await client.workbooks.views(luid, signal);
      // What a workbook's own views do not repeat is known from the workbook.
      yield views.map((item) => ({
        ...(location === undefined ? {} : { location }),
        ...item,
        // Of the owner they repeat the LUID, and not the name.
        ...(owner !== undefined && (item.owner?.luid ?? owner.luid) === owner.luid
          ? { owner }
          : {}),
        workbook: { luid, name },
      }));
    }
  },
  get: (client, luid, signal) => client.views.get(luid, signal),
  browserUrl(content, browserOrigin) {
    const [workbook, sheets, ...sheet] = content.contentUrl.split('/');
    if (!workbook || sheets !== 'sheets' || sheet.length === 0) return undefined;
    const names = [workbook, ...sheet].map(encodeURIComponent).join('/');
    return `${browserOrigin}/#/${sitePath(content.site)}views/${names}`;
  },
};
