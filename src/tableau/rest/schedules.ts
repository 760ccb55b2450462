/** The schedules of a Tableau Server: list, details, and adding an item. Tableau Cloud has none (409091). */
import type { Luid } from '../model';
import { pagesOf } from '../paginate';
import type { RefreshableRef, ServerSchedule } from '../refreshTask';
import type { SiteCalls } from '../siteCalls';
import { asObject, asText, type Raw } from '../wire/decode';
import { decodePage } from './lists';
import { decodeSchedule } from './tasks';

const pageSize = 1000;

function decode(raw: Raw): ServerSchedule | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const type = asText(raw['type']);
  const rest = type === undefined ? {} : { type };
  return { ...decodeSchedule(raw), luid: luid as Luid, name, ...rest };
}

/** Of the whole server. @see REST, "List Server Schedules" */
export async function listSchedules(
  calls: SiteCalls,
  signal?: AbortSignal,
): Promise<readonly ServerSchedule[]> {
  const found: ServerSchedule[] = [];
  const pages = pagesOf<ServerSchedule>({
    pageSize,
    ahead: 0,
    expectedTotal: undefined,
    onTotal: () => undefined,
    fetchPage: async (pageNumber, own) => {
      const content = await calls.json(
        {
          method: 'GET',
          name: 'GET schedules',
          path: `schedules?pageSize=${pageSize}&pageNumber=${pageNumber}`,
          nature: 'repeat',
        },
        own,
      );
      const resource = { path: 'schedules', list: 'schedules', element: 'schedule', decode };
      const { site } = await calls.session(own);
      return decodePage(content, resource, site, pageNumber, pageSize);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const page of pages) found.push(...page);
  return found;
}

/** With its recurrence; for administrators. @see REST, "Get Server Schedule" */
export async function getSchedule(
  calls: SiteCalls,
  luid: Luid,
  signal?: AbortSignal,
): Promise<ServerSchedule | undefined> {
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET schedules/{id}',
      path: `schedules/${encodeURIComponent(luid)}`,
      nature: 'repeat',
    },
    signal,
  );
  return decode(asObject(content['schedule']));
}

/** @see REST, "Add Workbook to Server Schedule" and "Add Data Source to Server Schedule" */
export async function addToSchedule(
  calls: SiteCalls,
  schedule: Luid,
  item: RefreshableRef,
  signal?: AbortSignal,
): Promise<void> {
  const { kind, luid } = item;
  await calls.answer(
    {
      method: 'PUT',
      name: `PUT schedules/{id}/${kind}s`,
      path: `{site}/schedules/${encodeURIComponent(schedule)}/${kind}s`,
      // A LUID holds nothing that XML would have to escape.
      body: `<tsRequest><task><extractRefresh><${kind} id="${luid.replace(/[^\w-]/gu, '')}"/></extractRefresh></task></tsRequest>`,
      format: 'xml',
      nature: 'change',
      about: item,
    },
    signal,
  );
}
