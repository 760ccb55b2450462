// What a view shows, as data, spreadsheet, image or PDF; and the small pictures of workbooks and views.
import { Refusal } from '../http/errors';
import { pdf, xlsx } from '../files/documents';
import { png } from '../files/png';
import type { View, Workbook } from '../modelTypes';
import { visibleItem } from './contentKind';
import { exported, type ExportKind } from './exportSlots';
import { notFound, type Answer, type Route, type SignedInCall } from './route';

const file = (encoded: Buffer, type: string): Answer => ({
  status: 200,
  encoded,
  headers: { 'content-type': type },
});

/** A view, or the view behind a custom view. */
function viewOf(call: SignedInCall, kind: ExportKind, custom: boolean): View {
  const luid = call.part('view');
  if (custom) {
    const own = call.model.customViews.on(call.site.luid, luid);
    if (!own || !call.model.canSee(call.user, own)) throw notFound(404003, 'Custom view', luid);
    return visibleItem(call, 'view', own.viewLuid);
  }
  try {
    return visibleItem(call, 'view', luid);
  } catch (error) {
    // The data export has a code of its own for views that are not there (documented).
    if (kind === 'data') throw new Refusal(400080, `View '${luid}' could not be found.`);
    throw error;
  }
}

/** The columns of the fields in use; a dashboard tells its first sheet only (documented). */
function rowsOf(call: SignedInCall, view: View): readonly (readonly string[])[] {
  const sheet = call.model.views.get(view.sheetLuids[0]) ?? view;
  if (view.sheetType === 'story') throw new Refusal(400083, 'The view has no data.');
  const workbook = call.model.workbooks.get(view.workbookLuid);
  const fields = (workbook?.embeddedDatasources ?? []).flatMap((one) => one.fields);
  const names = fields.filter(({ metadataId }) => sheet.fieldIds.includes(metadataId));
  const header = names.length > 0 ? names.map(({ name }) => name) : ['Region', 'Sales'];
  const wanted = new Set(call.query.get('vf_Region')?.split(','));
  const regions = ['East', 'North', 'South', 'West'].filter(
    (region) => wanted.size === 0 || wanted.has(region),
  );
  return [
    header,
    ...regions.map((region, n) => header.map((_, at) => (at ? `${n * 10 + at}.5` : region))),
  ];
}

function csv(rows: readonly (readonly string[])[]): Buffer {
  const cell = (value: string): string =>
    /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return Buffer.from(`${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`);
}

/** Width and height come together (3.23), SVG since 3.29 (documented); another answer than 400008 is not known. */
function image(call: SignedInCall, view: View): Answer {
  const width = Number(call.query.get('vizWidth') ?? '0');
  const height = Number(call.query.get('vizHeight') ?? '0');
  if (call.minor >= 23 && width > 0 !== height > 0) {
    throw new Refusal(400008, 'vizWidth and vizHeight belong together.');
  }
  if (call.query.get('format') === 'svg' && call.minor >= 29) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120"/>`;
    return file(Buffer.from(svg), 'image/svg+xml');
  }
  const high = call.query.get('resolution') === 'high' ? 2 : 1;
  const size = (wished: number, otherwise: number): number =>
    Math.min(1000, call.minor >= 23 && wished > 0 ? wished : otherwise * high);
  return file(png(size(width, 200), size(height, 120), view.index), 'image/png');
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const makers: Readonly<Record<ExportKind, (call: SignedInCall, view: View) => Answer>> = {
  data: (call, view) => file(csv(rowsOf(call, view)), 'text/csv;charset=UTF-8'),
  crosstab: (call, view) => file(xlsx(rowsOf(call, view)), sheetType),
  image,
  pdf: (_call, view) => file(pdf(view.name), 'application/pdf'),
};

const download = { scope: 'tableau:views:download', method: 'GET' } as const;

function exportRoute(kind: ExportKind, last: string, since: number, custom?: number): Route[] {
  const route = (of: 'views' | 'customviews', from: number): Route => ({
    ...download,
    path: `sites/{site}/${of}/{view}/${last}`,
    name: `${kind} of ${of === 'views' ? 'view' : 'custom view'}`,
    since: from,
    handle: (call) =>
      exported(call, kind, () => makers[kind](call, viewOf(call, kind, of === 'customviews'))),
  });
  return [route('views', since), ...(custom === undefined ? [] : [route('customviews', custom)])];
}

/** Not counted among the exports: the pictures are made beforehand. */
function preview(workbook: Workbook): Answer {
  return file(png(300, 200, workbook.vizportalUrlId), 'image/png');
}

export const exportRoutes: readonly Route[] = [
  ...exportRoute('data', 'data', 0, 23),
  ...exportRoute('image', 'image', 0, 18),
  ...exportRoute('pdf', 'pdf', 0, 23),
  ...exportRoute('crosstab', 'crosstab/excel', 8),
  {
    ...download,
    path: 'sites/{site}/workbooks/{workbook}/previewimage',
    name: 'preview of workbook',
    handle: (call) => preview(visibleItem(call, 'workbook', call.part('workbook'))),
  },
  {
    ...download,
    path: 'sites/{site}/workbooks/{workbook}/views/{view}/previewimage',
    name: 'preview of view',
    handle: (call) => {
      const workbook = visibleItem(call, 'workbook', call.part('workbook'));
      const view = visibleItem(call, 'view', call.part('view'));
      if (view.workbookLuid !== workbook.luid) throw notFound(404011, 'View', view.luid);
      return preview(workbook);
    },
  },
];
