/**
 * Which of Tableau's four ids stands at a place of an answer, and whose it is. It is read from the query: `id` is the Metadata API's
 * own, and must never be taken for a LUID; `vizportalUrlId` is the number in addresses, `vizportalId` an internal one.
 */
import { askedKeys, selectionsOf, type AskedQuery } from './selections';

export type IdKind = 'luid' | 'metadataId' | 'vizportalUrlId' | 'vizportalId';
export type IdItem =
  'project' | 'workbook' | 'datasource' | 'flow' | 'view' | 'virtualConnection' | undefined;

export interface AnswerId {
  readonly kind: IdKind;
  readonly value: string;
  /** What it is an id of; undefined for what only the Metadata API knows. */
  readonly item: IdItem;
}

const idFields: Readonly<Record<string, IdKind>> = {
  id: 'metadataId',
  luid: 'luid',
  projectLuid: 'luid',
  vizportalId: 'vizportalId',
  vizportalUrlId: 'vizportalUrlId',
  projectVizportalUrlId: 'vizportalUrlId',
};

const itemsOfTypes: Readonly<Record<string, IdItem>> = {
  Workbook: 'workbook',
  PublishedDatasource: 'datasource',
  Flow: 'flow',
  View: 'view',
  Sheet: 'view',
  Dashboard: 'view',
  VirtualConnection: 'virtualConnection',
};

/** Names of fields, with what they hold: `upstreamDatasources`, `workbook`, `parentPublishedDatasourcesConnection`. */
const itemsOfFields: readonly (readonly [RegExp, IdItem])[] = [
  [/workbooks?(Connection)?$/iu, 'workbook'],
  [/^(?!embedded|parentEmbedded).*datasources?(Connection)?$/iu, 'datasource'],
  [/flows?(Connection)?$/iu, 'flow'],
  [/(views?|sheets?|dashboards?)(Connection)?$/iu, 'view'],
  [/virtualConnections?(Connection)?$/iu, 'virtualConnection'],
];

export interface Place {
  /** From the root of `data`. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** `__typename`, where it stands beside. */
  readonly type?: unknown;
}

/** Undefined where no id stands. */
export function answerIdAt(asked: AskedQuery, { path, value, type }: Place): AnswerId | undefined {
  const selections = selectionsOf(asked);
  if (selections === undefined) return undefined;
  const steps = path.filter((step) => typeof step === 'string');
  let { sets } = selections;
  let item: IdItem;
  for (const [index, step] of steps.entries()) {
    const key = askedKeys(sets, selections.fragments).get(step);
    // A key that stands for two fields is no certain id of either.
    const [name, ...others] = key?.names ?? [];
    if (key === undefined || name === undefined || others.length > 0) return undefined;
    if (index === steps.length - 1) return idOf(name, value, itemAround(type, key.types, item));
    item = itemOfField(name, item);
    sets = key.below;
  }
  return undefined;
}

function idOf(field: string, value: unknown, item: IdItem): AnswerId | undefined {
  const kind = idFields[field] ?? (field.endsWith('Luid') ? 'luid' : undefined);
  if (kind === undefined || typeof value !== 'string' || value === '') return undefined;
  if (field === 'luid' || field === 'vizportalUrlId') return { kind, value, item };
  return { kind, value, item: field.startsWith('project') ? 'project' : undefined };
}

/** What the answer says of itself counts most, then the fragment that it was asked in, then the field that led here. */
function itemAround(type: unknown, types: ReadonlySet<string>, byField: IdItem): IdItem {
  if (typeof type === 'string') return itemsOfTypes[type];
  const known = [...types].map((one) => itemsOfTypes[one]).filter((one) => one !== undefined);
  return known.length === 1 ? known[0] : byField;
}

function itemOfField(field: string, above: IdItem): IdItem {
  if (field === 'nodes') return above;
  return itemsOfFields.find(([pattern]) => pattern.test(field))?.[1];
}
