/** Questions about what comes from where, and what would break. */
import { l10n } from 'vscode';
import { nameBlank } from './blanks';
import type { Question } from './question';

export function lineageQuestions(): readonly Question[] {
  return [
    {
      id: 'usesTable',
      group: 'lineage',
      title: l10n.t('What uses this table?'),
      sentence: l10n.t('Data sources and workbooks that read a table, also through others.'),
      blanks: [nameBlank(l10n.t('Name of the table'), 'orders')],
      text: `query UsesTable($name: String!) {
  databaseTables(filter: { name: $name }) {
    name
    fullName
    database {
      name
      connectionType
    }
    downstreamDatasources {
      luid
      name
      projectName
    }
    downstreamWorkbooks {
      luid
      name
      projectName
      owner {
        username
      }
    }
  }
}`,
    },
    {
      id: 'usesColumn',
      group: 'lineage',
      title: l10n.t('What uses this column?'),
      sentence: l10n.t('Fields that are made of a column, and the workbooks that show them.'),
      blanks: [nameBlank(l10n.t('Name of the column'), 'order_id')],
      text: `query UsesColumn($name: String!) {
  columns(filter: { name: $name }) {
    name
    remoteType
    table {
      name
    }
    referencedByFields {
      name
      datasource {
        name
      }
    }
    downstreamWorkbooks {
      luid
      name
      projectName
    }
  }
}`,
    },
    {
      id: 'usesDatasource',
      group: 'lineage',
      title: l10n.t('What uses this data source?'),
      sentence: l10n.t('Workbooks, sheets and flows that read a published data source.'),
      blanks: [nameBlank(l10n.t('Name of the data source'), 'Orders')],
      text: `query UsesDatasource($name: String!) {
  publishedDatasources(filter: { name: $name }) {
    luid
    name
    projectName
    downstreamWorkbooks {
      luid
      name
      projectName
      owner {
        username
      }
    }
    downstreamFlows {
      ~luid
      name
      projectName
    }
  }
}`,
    },
    {
      id: 'fieldOrigin',
      group: 'lineage',
      title: l10n.t('Where does this field come from?'),
      sentence: l10n.t(
        'Columns and tables behind a field, and its formula where it is calculated.',
      ),
      blanks: [nameBlank(l10n.t('Name of the field'), 'Profit Ratio')],
      text: `query FieldOrigin($name: String!) {
  fields(filter: { name: $name }) {
    __typename
    name
    datasource {
      name
    }
    ... on CalculatedField {
      formula
    }
    upstreamColumns {
      name
      table {
        name
      }
    }
  }
}`,
    },
    {
      id: 'behindWorkbook',
      group: 'lineage',
      title: l10n.t('What is behind this workbook?'),
      sentence: l10n.t('The published data sources, tables and databases that a workbook reads.'),
      blanks: [nameBlank(l10n.t('Name of the workbook'), 'Superstore')],
      text: `query BehindWorkbook($name: String!) {
  workbooks(filter: { name: $name }) {
    luid
    name
    projectName
    upstreamDatasources {
      luid
      name
      projectName
    }
    upstreamTables {
      name
      fullName
      database {
        name
        connectionType
      }
    }
  }
}`,
    },
    {
      id: 'tablesOfDatabase',
      group: 'lineage',
      title: l10n.t('Which tables of this database does Tableau read?'),
      sentence: l10n.t('And how many workbooks hang on each.'),
      blanks: [nameBlank(l10n.t('Name of the database'), 'analytics')],
      text: `query TablesOfDatabase($name: String!) {
  databases(filter: { name: $name }) {
    name
    connectionType
    tables {
      name
      schema
      fullName
      downstreamWorkbooks {
        luid
        name
      }
    }
  }
}`,
    },
    {
      id: 'flowOutputs',
      group: 'lineage',
      title: l10n.t('What do flows make?'),
      sentence: l10n.t('All flows with the data sources that they feed.'),
      text: `query FlowOutputs {
  flowsConnection(first: 100) {
    totalCount
    nodes {
      ~luid
      name
      projectName
      downstreamDatasources {
        luid
        name
        projectName
      }
    }
  }
}`,
    },
  ];
}
