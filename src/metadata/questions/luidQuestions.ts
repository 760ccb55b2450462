/** Questions for a LUID: by the number in a browser address, by a path, by a name. */
import { l10n } from 'vscode';
import { nameBlank, numberBlank } from './blanks';
import type { Question } from './question';

export function luidQuestions(): readonly Question[] {
  return [
    {
      id: 'workbook',
      group: 'luids',
      title: l10n.t('LUID of a workbook by the number in its address'),
      sentence: l10n.t('The number stands in the browser’s address: …/workbooks/1234'),
      sample: 'workbook',
      opensFirst: true,
      blanks: [numberBlank('1234')],
      text: `# ${l10n.t('The number stands in the browser’s address: …/workbooks/1234')}
query WorkbookLuid($number: String!) {
  workbooks(filter: { vizportalUrlId: $number }) {
    luid
    name
    projectName
    vizportalUrlId
    updatedAt
  }
}`,
    },
    {
      id: 'datasource',
      group: 'luids',
      title: l10n.t('LUID of a data source by the number in its address'),
      sentence: l10n.t('The number stands in the browser’s address: …/datasources/1234'),
      sample: 'datasource',
      opensFirst: true,
      blanks: [numberBlank('1234')],
      text: `# ${l10n.t('The number stands in the browser’s address: …/datasources/1234')}
query DatasourceLuid($number: String!) {
  publishedDatasources(filter: { vizportalUrlId: $number }) {
    luid
    name
    projectName
    vizportalUrlId
    hasExtracts
  }
}`,
    },
    {
      id: 'flow',
      group: 'luids',
      title: l10n.t('LUID of a flow by the number in its address'),
      sentence: l10n.t('The number stands in the browser’s address: …/flows/1234'),
      sample: 'flow',
      blanks: [numberBlank('1234')],
      text: `# ${l10n.t('The number stands in the browser’s address: …/flows/1234')}
query FlowLuid($number: String!) {
  flows(filter: { vizportalUrlId: $number }) {
    ~luid
    name
    projectName
    vizportalUrlId
  }
}`,
    },
    {
      id: 'virtualConnection',
      group: 'luids',
      title: l10n.t('LUID of a virtual connection by the number in its address'),
      sentence: l10n.t('The number stands in the browser’s address: …/virtualconnections/1234'),
      since: '2021.4',
      blanks: [numberBlank('1234')],
      text: `query VirtualConnectionLuid($number: String!) {
  virtualConnections(filter: { vizportalUrlId: $number }) {
    luid
    name
    projectName
    vizportalUrlId
  }
}`,
    },
    {
      id: 'project',
      group: 'luids',
      title: l10n.t('LUID of a project by the number in its address'),
      sentence: l10n.t(
        'Found by its workbooks, so an empty one is not. Before 2022.3 without its LUID.',
      ),
      blanks: [{ ...numberBlank('1234'), inRemark: true }],
      text: `# @pages all
# @only projectVizportalUrlId is {number}
query ProjectLuid {
  workbooksConnection(first: 1000) {
    nodes {
      ~projectLuid
      projectName
      projectVizportalUrlId
      name
    }
  }
}`,
    },
    {
      id: 'view',
      group: 'luids',
      title: l10n.t('LUID of a view by its path'),
      sentence: l10n.t(
        'The end of its address: …/views/Workbook/Sheet. Hidden sheets have no LUID.',
      ),
      blanks: [
        {
          name: 'path',
          label: l10n.t('Path of the view'),
          kind: 'text',
          example: 'Workbook/Sheet',
        },
      ],
      text: `query ViewLuid($path: String!) {
  views(filter: { path: $path }) {
    luid
    name
    path
    workbook {
      luid
      name
      projectName
    }
  }
}`,
    },
    {
      id: 'user',
      group: 'luids',
      title: l10n.t('LUID of a user by the user name'),
      sentence: l10n.t('As the user signs in; on Tableau Cloud that is an e-mail address.'),
      blanks: [
        {
          name: 'username',
          label: l10n.t('User name'),
          kind: 'text',
          example: 'ana.ruiz@example.com',
        },
      ],
      text: `query UserLuid($username: String!) {
  tableauUsers(filter: { username: $username }) {
    luid
    username
    name
    domain
  }
}`,
    },
    {
      id: 'table',
      group: 'luids',
      title: l10n.t('LUID of a table by the number in its address'),
      sentence: l10n.t(
        'From its address in Tableau Catalog: …/tables/1234. Before 2020.3 without a LUID.',
      ),
      blanks: [{ ...numberBlank('1234'), inRemark: true }],
      text: `# @pages all
# @only vizportalId is {number}
query TableLuid {
  databaseTablesConnection(first: 500) {
    nodes {
      ~luid
      name
      fullName
      vizportalId
      database {
        name
      }
    }
  }
}`,
    },
    {
      id: 'database',
      group: 'luids',
      title: l10n.t('LUID of a database by the number in its address'),
      sentence: l10n.t(
        'From its address in Tableau Catalog: …/databases/1234. Before 2020.3 without a LUID.',
      ),
      blanks: [{ ...numberBlank('1234'), inRemark: true }],
      text: `# @pages all
# @only vizportalId is {number}
query DatabaseLuid {
  databasesConnection(first: 500) {
    nodes {
      ~luid
      name
      connectionType
      vizportalId
    }
  }
}`,
    },
    {
      id: 'workbooks',
      group: 'luids',
      title: l10n.t('The first 50 workbooks and their views'),
      sentence: l10n.t('A start for a list of your own; "Fetch All Pages" brings the rest.'),
      text: `query Workbooks {
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
}`,
    },
    {
      id: 'views',
      group: 'luids',
      title: l10n.t('LUIDs of all views of a workbook'),
      sentence: l10n.t('With the paths that stand in their addresses.'),
      blanks: [nameBlank(l10n.t('Name of the workbook'), 'Superstore')],
      text: `query ViewsOfWorkbook($name: String!) {
  workbooks(filter: { name: $name }) {
    luid
    name
    projectName
    views {
      luid
      name
      path
    }
  }
}`,
    },
  ];
}
