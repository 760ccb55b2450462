/** A query about an item of the tree: what it is, what it stands on, and what stands on it. */
import { parse, print } from 'graphql';
import { l10n } from 'vscode';
import type { Content, KindName } from '../tableau/model';
import type { FirstDocument } from '../webview/protocol';
import type { PanelNeeds } from './metadataPanels';

interface Shape {
  readonly root: string;
  /** The minor version of the API that can filter it by LUID; older ones filter by name. */
  readonly byLuid: number;
  /** The LUID to ask for; a custom view stands for its view. */
  luid?(content: Content): string | undefined;
  fields(minor: number): readonly string[];
}

const extract = 'hasExtracts extractLastRefreshTime';
const luidAndName = '{ luid name }';

const shapes: Partial<Record<KindName, Shape>> = {
  workbook: {
    root: 'workbooks',
    byLuid: 6,
    fields: () => [
      'luid name projectName vizportalUrlId createdAt updatedAt',
      'owner { username }',
      `views ${luidAndName}`,
      `embeddedDatasources { name ${extract} }`,
      `upstreamDatasources ${luidAndName}`,
      'upstreamTables { name schema database { name connectionType } }',
    ],
  },
  datasource: {
    root: 'publishedDatasources',
    byLuid: 6,
    fields: () => [
      `luid name projectName vizportalUrlId isCertified ${extract}`,
      'owner { username }',
      'upstreamTables { name schema database { name connectionType } }',
      'downstreamWorkbooks { luid name projectName }',
    ],
  },
  flow: {
    root: 'flows',
    byLuid: 6,
    fields: (minor) => [
      `${minor >= 6 ? 'luid ' : ''}name projectName vizportalUrlId`,
      'owner { username }',
      `upstreamDatasources ${luidAndName}`,
      `downstreamDatasources ${luidAndName}`,
      'downstreamWorkbooks { luid name projectName }',
    ],
  },
  view: viewShape(({ luid }) => luid),
  customView: viewShape((content) =>
    content.kind === 'customView' ? content.view?.luid : undefined,
  ),
  virtualConnection: {
    root: 'virtualConnections',
    byLuid: 14,
    fields: () => ['luid name projectName vizportalUrlId', 'tables { luid name isExtracted }'],
  },
};

function viewShape(luid: NonNullable<Shape['luid']>): Shape {
  return {
    root: 'views',
    byLuid: 6,
    luid,
    fields: (minor) => [
      'luid name path createdAt updatedAt',
      'workbook { luid name projectName }',
      '... on Sheet { datasourceFields { name } }',
      ...(minor >= 9 ? [`... on Dashboard { upstreamDatasources ${luidAndName} }`] : []),
    ],
  };
}

/** Kinds that the Metadata API knows: the others have no such query. */
export function hasItemQuery({ kind }: Pick<Content, 'kind'>): boolean {
  return kind === 'project' || shapes[kind] !== undefined;
}

/** What is to be opened, in the form that the items' server takes. */
export async function documentsOf(
  { sessions, log }: Pick<PanelNeeds, 'sessions' | 'log'>,
  what: { readonly items: readonly Content[]; readonly documents: readonly FirstDocument[] },
): Promise<readonly FirstDocument[]> {
  const [item] = what.items;
  if (item === undefined) return what.documents;
  let apiVersion: string | undefined;
  try {
    ({ apiVersion } = await sessions.serverInfo(item.site.server));
  } catch (error) {
    // The query is opened all the same: when it runs, the panel tells what is wrong with the server.
    log.debug(`The version of the server of an item is not known: ${String(error)}`);
  }
  return [...what.documents, ...itemDocuments(what.items, apiVersion)];
}

/** One document for each kind among the items. `apiVersion`: of the server; undefined is taken for a new one. */
export function itemDocuments(
  items: readonly Content[],
  apiVersion: string | undefined,
): readonly FirstDocument[] {
  const minor = Number(apiVersion?.split('.')[1] ?? Number.POSITIVE_INFINITY);
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const same = items.filter((item) => item.kind === kind);
    if (kind === 'project') return same.map((project) => projectDocument(project, minor));
    const shape = shapes[kind];
    return shape === undefined ? [] : [documentOf(kind, shape, same, minor)];
  });
}

function documentOf(
  kind: KindName,
  shape: Shape,
  items: readonly Content[],
  minor: number,
): FirstDocument {
  const byLuid = minor >= shape.byLuid;
  const values = items.flatMap((item) =>
    byLuid ? (shape.luid === undefined ? item.luid : (shape.luid(item) ?? [])) : item.name,
  );
  const key = byLuid ? 'luid' : 'name';
  const [only] = values;
  const many = values.length > 1;
  const hint = byLuid
    ? []
    : [l10n.t('This server cannot look for LUIDs: items of the same name are listed too.')];
  const query = [
    `query ${kind.charAt(0).toUpperCase()}${kind.slice(1)}(${many ? `$${key}s: [String]` : `$${key}: String`}) {`,
    `  ${shape.root}(filter: { ${many ? `${key}Within: $${key}s` : `${key}: $${key}`} }) {`,
    ...shape.fields(minor).map((line) => `    ${line}`),
    '  }',
    '}',
  ].join('\n');
  return {
    query: written(hint, query),
    variables: json(many ? { [`${key}s`]: values } : { [key]: only }),
    run: true,
  };
}

/** Of a project itself the Metadata API knows nothing: what is in it tells. */
function projectDocument(project: Content, minor: number): FirstDocument {
  const exact = minor >= 17;
  const hint = exact
    ? l10n.t('Data sources and flows know their project by its name only.')
    : l10n.t('The name may stand for several projects.');
  const first = 'first: 100';
  const query = `query Project($name: String${exact ? ', $luid: String' : ''}) {
  workbooksConnection(${first}, filter: { ${exact ? 'projectLuid: $luid' : 'projectName: $name'} }) {
    totalCount
    nodes { luid name owner { username } }
  }
  publishedDatasourcesConnection(${first}, filter: { projectName: $name }) {
    totalCount
    nodes { luid name isCertified ${extract} }
  }
  flowsConnection(${first}, filter: { projectName: $name }) {
    totalCount
    nodes { ${minor >= 6 ? 'luid ' : ''}name }
  }
}`;
  const variables = exact ? { name: project.name, luid: project.luid } : { name: project.name };
  return { query: written([hint], query), variables: json(variables), run: true };
}

/** As GraphQL is written, with comments above. */
function written(comments: readonly string[], query: string): string {
  return [...comments.map((line) => `# ${line}`), print(parse(query)), ''].join('\n');
}

function json(variables: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(variables, undefined, 2);
}
