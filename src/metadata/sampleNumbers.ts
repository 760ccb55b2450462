/** Finds numbers of items that exist on a site, so that the examples can be run at once. */
import type { TableauClient } from '../tableau/client';
import type { SampleNumbers } from '../webview/protocol';

const fields = 'nodes { luid vizportalUrlId }';
const query = `query SampleNumbers {
  workbook: workbooksConnection(first: 10) { ${fields} }
  datasource: publishedDatasourcesConnection(first: 10) { ${fields} }
  flow: flowsConnection(first: 10) { ${fields} }
}`;

export async function sampleNumbers(
  client: TableauClient,
  signal?: AbortSignal,
): Promise<SampleNumbers> {
  const { data } = await client.metadata.query({ query }, signal);
  const found: { -readonly [K in keyof SampleNumbers]: SampleNumbers[K] } = {};
  for (const kind of ['workbook', 'datasource', 'flow'] as const) {
    const number = firstNumber((data as Readonly<Record<string, unknown>> | null)?.[kind]);
    if (number !== undefined) found[kind] = number;
  }
  return found;
}

/** Items that may not be seen come without ids. */
function firstNumber(connection: unknown): string | undefined {
  const nodes = (connection as { readonly nodes?: unknown } | null | undefined)?.nodes;
  if (!Array.isArray(nodes)) return undefined;
  for (const node of nodes as readonly { luid?: unknown; vizportalUrlId?: unknown }[]) {
    if (typeof node?.vizportalUrlId === 'string' && node.vizportalUrlId !== '' && node.luid)
      return node.vizportalUrlId;
  }
  return undefined;
}
