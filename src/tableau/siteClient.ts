/** The client of one site, put together from its resources. */
import type { AuthTokens, TableauClient, Transport } from './client';
import { extractApi } from './extractApi';
import { httpTransport } from './http/transport';
import { metadataApi } from './metadata/metadataApi';
import type { SignedIn, SiteRef } from './model';
import { accessApi } from './rest/access';
import { customViews } from './rest/customViews';
import { datasources } from './rest/datasources';
import { cancelFlowRun, getFlowRun, listFlowRuns } from './rest/flowRuns';
import { flows } from './rest/flows';
import { cancelJob, getJob, listJobs, startJob } from './rest/jobs';
import { resourceLists } from './rest/lists';
import { listOwnTokens } from './rest/ownTokens';
import { projects } from './rest/projects';
import { itemsInNumbered } from './rest/projectSearch';
import { views } from './rest/views';
import { getFromList, virtualConnections } from './rest/virtualConnections';
import { viewsOfWorkbook, workbooks } from './rest/workbooks';
import { SiteCalls } from './siteCalls';
import { describeSession } from './whoAmI';

export function createClient(
  transport: Transport,
  site: SiteRef,
  tokens: AuthTokens,
): TableauClient {
  const calls = new SiteCalls(httpTransport(transport), tokens);
  const described = new Map<string, SignedIn>();
  const workbookLists = resourceLists(calls, site, workbooks);
  const connectionLists = resourceLists(calls, site, virtualConnections);

  return {
    site,
    serverNow: () => calls.http.serverNow(site.server),
    async whoAmI(signal) {
      const session = await calls.session(signal);
      const known = described.get(session.token);
      if (known !== undefined) return known;
      const who = await describeSession(calls, session, signal);
      described.clear();
      described.set(session.token, who);
      return who;
    },
    ownTokens: (signal) => listOwnTokens(calls, signal),
    projects: {
      ...resourceLists(calls, site, projects),
      inNumbered: (id, signal) => itemsInNumbered(calls, id, signal),
    },
    workbooks: {
      ...workbookLists,
      views: (workbook, signal) => viewsOfWorkbook(calls, site, workbook, signal),
      async ownedByMe(pageNumber, signal) {
        const { userLuid } = await calls.session(signal);
        return workbookLists.pageOf(
          {
            path: `users/${userLuid}/workbooks`,
            name: 'GET users/{id}/workbooks',
            parameters: 'ownedBy=true',
          },
          pageNumber,
          signal,
        );
      },
      refresh: (workbook, signal) => startJob(calls, 'workbooks', workbook, 'refresh', signal),
    },
    datasources: {
      ...resourceLists(calls, site, datasources),
      refresh: (datasource, signal) =>
        startJob(calls, 'datasources', datasource, 'refresh', signal),
    },
    views: resourceLists(calls, site, views),
    flows: {
      ...resourceLists(calls, site, flows),
      run: (flow, signal) => startJob(calls, 'flows', flow, 'run', signal),
    },
    flowRuns: {
      get: (run, signal) => getFlowRun(calls, run, signal),
      ofFlow: (flow, signal) => listFlowRuns(calls, flow, signal),
      cancel: (run, signal) => cancelFlowRun(calls, run, signal),
    },
    customViews: resourceLists(calls, site, customViews),
    virtualConnections: { ...connectionLists, ...getFromList(connectionLists) },
    jobs: {
      get: (job, signal) => getJob(calls, job, signal),
      list: (query, signal) => listJobs(calls, query, signal),
      cancel: (job, signal) => cancelJob(calls, job, signal),
    },
    extracts: extractApi(calls),
    metadata: metadataApi(calls),
    access: accessApi(calls, site),
  };
}
