/** Questions about what is inside: formulas, custom SQL, owners, tags. */
import { l10n } from 'vscode';
import { nameBlank } from './blanks';
import type { Question } from './question';

export function dataQuestions(): readonly Question[] {
  return [
    {
      id: 'customSql',
      group: 'data',
      title: l10n.t('Where is custom SQL, and what does it say?'),
      sentence: l10n.t(
        'With the workbooks that show it; from 2021.4 also whether Tableau could parse it.',
      ),
      text: `query CustomSql {
  customSQLTablesConnection(first: 100) {
    totalCount
    nodes {
      name
      query
      ~isUnsupportedCustomSql
      downstreamWorkbooks {
        luid
        name
        projectName
      }
    }
  }
}`,
    },
    {
      id: 'formulasOfDatasource',
      group: 'data',
      title: l10n.t('Calculated fields of a data source, with their formulas'),
      sentence: l10n.t('Other fields come without a formula.'),
      blanks: [nameBlank(l10n.t('Name of the data source'), 'Orders')],
      text: `query FormulasOfDatasource($name: String!) {
  publishedDatasources(filter: { name: $name }) {
    luid
    name
    fields {
      __typename
      name
      ... on CalculatedField {
        formula
        dataType
      }
    }
  }
}`,
    },
    {
      id: 'formulasOfWorkbook',
      group: 'data',
      title: l10n.t('Calculated fields of a workbook, with their formulas'),
      sentence: l10n.t('In each data source that is embedded in it.'),
      blanks: [nameBlank(l10n.t('Name of the workbook'), 'Superstore')],
      text: `query FormulasOfWorkbook($name: String!) {
  workbooks(filter: { name: $name }) {
    luid
    name
    embeddedDatasources {
      name
      fields {
        __typename
        name
        ... on CalculatedField {
          formula
          dataType
        }
      }
    }
  }
}`,
    },
    {
      id: 'workbooksOfOwner',
      group: 'data',
      title: l10n.t('Workbooks of an owner'),
      sentence: l10n.t('Those that you may see.'),
      blanks: [ownerBlank()],
      text: `query WorkbooksOfOwner($username: String!) {
  tableauUsers(filter: { username: $username }) {
    username
    ownedWorkbooks {
      luid
      name
      projectName
      updatedAt
    }
  }
}`,
    },
    {
      id: 'allOfOwner',
      group: 'data',
      title: l10n.t('Everything that somebody owns'),
      sentence: l10n.t('Workbooks, data sources and flows, for the day that a colleague leaves.'),
      blanks: [ownerBlank()],
      text: `query AllOfOwner($username: String!) {
  tableauUsers(filter: { username: $username }) {
    username
    ownedWorkbooks {
      luid
      name
      projectName
    }
    ownedDatasources {
      luid
      name
      projectName
    }
    ownedFlows {
      ~luid
      name
      projectName
    }
  }
}`,
    },
    {
      id: 'workbooksOfProject',
      group: 'data',
      title: l10n.t('Workbooks of a project'),
      sentence: l10n.t('Projects of the same name count as one.'),
      blanks: [nameBlank(l10n.t('Name of the project'), 'Marketing')],
      text: `query WorkbooksOfProject($name: String!) {
  workbooksConnection(first: 200, filter: { projectName: $name }) {
    totalCount
    nodes {
      luid
      name
      updatedAt
      owner {
        username
      }
    }
  }
}`,
    },
    {
      id: 'tagged',
      group: 'data',
      title: l10n.t('What carries this tag?'),
      sentence: l10n.t('Workbooks, data sources and views.'),
      since: '2020.3',
      blanks: [nameBlank(l10n.t('Tag'), 'finance')],
      text: `query Tagged($name: String!) {
  tags(filter: { name: $name }) {
    name
    workbooks {
      luid
      name
      projectName
    }
    publishedDatasources {
      luid
      name
      projectName
    }
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

function ownerBlank() {
  return {
    name: 'username',
    label: l10n.t('User name of the owner'),
    kind: 'text',
    example: 'ana.ruiz@example.com',
  } as const;
}
