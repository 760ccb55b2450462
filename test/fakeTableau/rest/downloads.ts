// The files of workbooks, data sources and flows, and the revisions that they have had.
import { Refusal } from '../http/errors';
import { datasourceFile, flowFile, workbookFile, type File } from '../files/documents';
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Datasource, Flow, Workbook } from '../modelTypes';
import { visibleItem } from './contentKind';
import { exported } from './exportSlots';
import { pageOf, pagination, wrap } from './listing';
import { notFound, notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';

type Kind = 'workbook' | 'datasource' | 'flow';

const forbidden: Readonly<Record<Kind, number>> = {
  workbook: 403019,
  datasource: 403028,
  flow: 403097,
};

/** Who leads or owns it, and everybody who is not denied the capability of downloading (`ExportXml`). */
function downloadable(call: SignedInCall, kind: Kind): Workbook | Datasource | Flow {
  const item = visibleItem(call, kind, call.part('item'));
  const denied = call.model.access.decide(call.user, item.luid, 'ExportXml') === 'Deny';
  if (denied && !call.model.mayRefresh(call.user, item)) throw notPermitted(forbidden[kind]);
  return item;
}

function fileOf(call: SignedInCall, item: Workbook | Datasource | Flow): File {
  // Python's False (recorded).
  const extract = call.query.get('includeExtract')?.toLowerCase() !== 'false';
  if (item.kind === 'flow') return flowFile(item);
  return item.kind === 'workbook' ? workbookFile(item, extract) : datasourceFile(item, extract);
}

/** ASCII names stand in `filename`, others in the form of RFC 5987 (both seen). */
function attachment({ bytes, name }: File): Answer {
  const plain = /^[\x20-\x7e]+$/.test(name) && !name.includes('"');
  const parameter = plain ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`;
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; name="tableau_file"; ${parameter}`,
  };
  return { status: 200, encoded: bytes, headers };
}

const content = (call: SignedInCall, kind: Kind): Promise<Answer> =>
  exported(call, 'download', () => attachment(fileOf(call, downloadable(call, kind))));

/** One to three, worked out from the item; the newest is the current one. */
function revisionsOf(item: Workbook | Datasource | Flow): readonly number[] {
  return Array.from({ length: 1 + (item.vizportalUrlId % 3) }, (_, n) => n + 1);
}

/** `deleted` and `current` may be missing, and so may the publisher (seen). */
function revisions(call: SignedInCall, kind: Kind): Answer {
  const item = downloadable(call, kind);
  const numbers = revisionsOf(item);
  const last = numbers.length;
  const page = pageOf(call.query, numbers);
  const publisher = call.model.users.get(item.ownerLuid);
  const span = (item.updatedAt - item.createdAt) / Math.max(1, last - 1);
  const trees = page.rows.map((number): Tree => ({
    revisionNumber: String(number),
    publishedAt: timestamp(item.createdAt + (number - 1) * span),
    deleted: 'false',
    current: number === last ? 'true' : undefined,
    publisher: publisher && { id: publisher.luid, name: publisher.name },
  }));
  return ok({ pagination: pagination(page), revisions: wrap('revision', trees) });
}

/** The current one has no number to be fetched by: 403055 (documented: it errors; the code is the guide's). */
function oldContent(call: SignedInCall, kind: Kind): Promise<Answer> {
  const item = downloadable(call, kind);
  const number = Number(call.part('revision'));
  const last = revisionsOf(item).length;
  if (number === last) throw new Refusal(403055, 'The current revision has no number.');
  if (!(number >= 1 && number < last)) throw notFound(404024, 'Revision', call.part('revision'));
  return exported(call, 'download', () => attachment(fileOf(call, item)));
}

function routesOf(kind: Kind): Route[] {
  const download = { method: 'GET', scope: `tableau:${kind}s:download` } as const;
  const since = kind === 'flow' ? { since: 3 } : {};
  const path = `sites/{site}/${kind}s/{item}`;
  return [
    {
      ...download,
      ...since,
      path: `${path}/content`,
      name: `content of ${kind}`,
      handle: (call) => content(call, kind),
    },
    {
      ...since,
      method: 'GET',
      scope: 'tableau:content:read',
      path: `${path}/revisions`,
      name: `revisions of ${kind}`,
      handle: (call) => revisions(call, kind),
    },
    {
      ...download,
      ...since,
      path: `${path}/revisions/{revision}/content`,
      name: `old content of ${kind}`,
      handle: (call) => oldContent(call, kind),
    },
  ];
}

export const downloadRoutes: readonly Route[] = [
  ...routesOf('workbook'),
  ...routesOf('datasource'),
  ...routesOf('flow'),
];
