/** `luid-requests` and `expand-requests`: what the content room asks of a server, counted by the server. */
import { findByAddress } from '../../src/content/findByAddress';
import { kindsIn } from '../../src/content/contentKinds';
import { SiteContent } from '../../src/content/siteContent';
import { parseWebAddress } from '../../src/content/webAddress';
import type { TableauSession } from '../../src/tableau/client';
import { library } from '../../src/tableau/library';
import type { ContentUrl } from '../../src/tableau/model';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import type { Bench } from './bench';
import type { Figure } from './figure';

export const requests: Bench = {
  names: ['luid-requests', 'expand-requests'],
  async measure({ progress }) {
    progress('requests for a LUID and for a project of 900 workbooks');
    const tableau = await startFakeTableau({ workbooks: 3000 });
    const silent = (): void => undefined;
    const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
    const transport = library.createTransport({ log });
    try {
      const site = { server: tableau.url, contentUrl: 'sales' as ContentUrl };
      const session: TableauSession = await library.signIn(transport, site, {
        method: 'personalAccessToken',
        ...tableau.credentials.personalAccessToken,
      });
      const client = library.createClient(transport, site, {
        current: () => Promise.resolve(session),
        renew: () => Promise.reject(new Error('Nobody ends this session')),
      });
      const content = new SiteContent(site, () => Promise.resolve(client));
      return [await luidFigure(tableau, content), await expandFigure(tableau, content)];
    } finally {
      transport.dispose();
      await tableau.close();
    }
  },
};

async function luidFigure(tableau: FakeTableau, content: SiteContent): Promise<Figure> {
  const workbook = tableau.model.workbooks
    .ofSite(tableau.company.main.site.luid)
    .find(({ hidden, personalSpace }) => !hidden && !personalSpace);
  if (workbook === undefined) throw new Error('The company has no workbook');
  const address = parseWebAddress(
    `${tableau.url}/#/site/sales/workbooks/${workbook.vizportalUrlId}/views?:origin=card_share_link`,
  );
  if (!('server' in address)) throw new Error('The address was not understood');
  tableau.log.clear();
  const result = await findByAddress(address, () => content);
  if (!JSON.stringify(result).includes(workbook.luid)) {
    throw new Error(`The wrong LUID was found: ${JSON.stringify(result)}`);
  }
  return {
    name: 'luid-requests',
    value: tableau.log.length,
    unit: 'requests',
    against: '1 for URL to LUID in a warm session',
  };
}

async function expandFigure(tableau: FakeTableau, content: SiteContent): Promise<Figure> {
  const tree = await content.projects();
  const project = tree.roots.find(({ name }) => name === 'Bulk of 900');
  if (project === undefined) throw new Error('There is no project of 900 workbooks');
  tableau.log.clear();
  const counts: string[] = [];
  let most = 0;
  for (const kind of kindsIn('project')) {
    const before = tableau.log.length;
    const list = content.list(kind, project);
    const items = await list.all();
    const asked = tableau.log.length - before;
    most = Math.max(most, asked);
    counts.push(`${kind} ${asked}`);
    if (kind === 'workbook' && items.length !== 900) {
      throw new Error(`The project has ${items.length} workbooks instead of 900`);
    }
  }
  return {
    name: 'expand-requests',
    value: most,
    unit: 'requests',
    against: `1 per kind for a project of 900 workbooks (${counts.join(', ')})`,
  };
}
