/**
 * Which items are in the project with a number: REST's projects carry no number, the hits of Tableau's search do (field guide
 * §6.3; that their `projectId` is the number of the address is told by tableau-mcp's documentation).
 */
import type { VizportalUrlId } from '../model';
import type { ProjectWitness } from '../projectNumbers';
import type { SiteCalls } from '../siteCalls';
import { asText } from '../wire/decode';
import { hitLuid, search } from './search';

/** 100,000 items: more than that is no longer worth the wait for one address. */
const maxPages = 50;
/** An index is late: what has moved since does not prove anything, and the next may. */
const enough = 3;

const kinds: Readonly<Record<string, ProjectWitness['kind']>> = {
  workbook: 'workbook',
  datasource: 'datasource',
  unifieddatasource: 'datasource',
  flow: 'flow',
};
const filter = `type:in:[${Object.keys(kinds).join(',')}]`;

export async function itemsInNumbered(
  calls: SiteCalls,
  id: VizportalUrlId,
  signal?: AbortSignal,
): Promise<{ readonly witnesses: readonly ProjectWitness[]; readonly all: boolean }> {
  const witnesses: ProjectWitness[] = [];
  const hits = search(calls, { filter, maxPages }, signal);
  for (;;) {
    const { done, value } = await hits.next();
    if (done === true) return { witnesses, all: value === 'all' };
    const kind = kinds[asText(value['type']) ?? ''];
    const luid = hitLuid(value);
    if (kind === undefined || luid === undefined || asText(value['projectId']) !== id) continue;
    const projectName = asText(value['projectName']);
    witnesses.push({ kind, luid, ...(projectName === undefined ? {} : { projectName }) });
    if (witnesses.length >= enough) {
      await hits.return('bounded');
      return { witnesses, all: true };
    }
  }
}
