/** Queries to start from. The fields are those that every server has that has a Metadata API (2019.3). */
import { l10n } from 'vscode';
import type { Example } from '../webview/protocol';

export function examples(): readonly Example[] {
  return [
    {
      id: 'workbook',
      title: l10n.t('LUID of a workbook by the number in its address'),
      number: 'workbook',
      opensFirst: true,
      query: lookup(
        'WorkbookLuid',
        'workbooks',
        l10n.t('The number stands in the browser’s address: …/workbooks/1234'),
        ['luid', 'name', 'projectName', 'vizportalUrlId', 'updatedAt'],
      ),
    },
    {
      id: 'datasource',
      title: l10n.t('LUID of a data source by the number in its address'),
      number: 'datasource',
      opensFirst: true,
      query: lookup(
        'DatasourceLuid',
        'publishedDatasources',
        l10n.t('The number stands in the browser’s address: …/datasources/1234'),
        ['luid', 'name', 'projectName', 'vizportalUrlId', 'hasExtracts'],
      ),
    },
    {
      id: 'flow',
      title: l10n.t('LUID of a flow by the number in its address'),
      number: 'flow',
      query: lookup(
        'FlowLuid',
        'flows',
        l10n.t('The number stands in the browser’s address: …/flows/1234'),
        ['luid', 'name', 'projectName', 'vizportalUrlId'],
      ),
    },
    {
      id: 'workbooks',
      title: l10n.t('The first 50 workbooks and their views'),
      query: `query Workbooks {
  workbooksConnection(first: 50) {
    totalCount
    nodes {
      luid
      name
      projectName
      views {
        luid
        name
      }
    }
  }
}
`,
    },
  ];
}

function lookup(name: string, root: string, hint: string, fields: readonly string[]): string {
  return `# ${hint}
query ${name}($number: String!) {
  ${root}(filter: { vizportalUrlId: $number }) {
${fields.map((field) => `    ${field}`).join('\n')}
  }
}
`;
}
