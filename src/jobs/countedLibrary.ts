/**
 * The client's library, with every query and cancel of a job told to the day's budget, whoever asks: those are what Tableau
 * Cloud is reported to count (field guide §0.2.3).
 */
import type { TableauClient, TableauLibrary } from '../tableau/client';
import type { SiteRef } from '../tableau/model';

export function countedLibrary(
  library: TableauLibrary,
  count: (site: SiteRef) => void,
): TableauLibrary {
  return {
    ...library,
    createClient: (transport, site, tokens) =>
      counted(library.createClient(transport, site, tokens), () => count(site)),
  };
}

function counted(client: TableauClient, count: () => void): TableauClient {
  const { jobs } = client;
  return {
    ...client,
    jobs: {
      get(job, signal) {
        count();
        return jobs.get(job, signal);
      },
      list(query, signal) {
        count();
        return jobs.list(query, signal);
      },
      cancel(job, signal) {
        count();
        return jobs.cancel(job, signal);
      },
    },
  };
}
