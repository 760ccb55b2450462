/** A dbt seed: the CSV, and the properties file that documents and tests it. */
import { kindNames } from '../../content/contentKinds';
import { fields } from '../row';
import { csvText } from './csv';
import type { MappingFormat } from './format';

const about = {
  resource_type: 'workbook, datasource, flow, view, project and the like',
  site: "The site's contentUrl; empty for the default site",
  environment: 'What the site is for, such as dev, test or prod',
  project_path: 'The names of the projects, topmost first, with / between them',
  name: 'The name in Tableau',
  content_url: 'The name in addresses',
  vizportal_id: 'The number in addresses; means something with the site and the resource type only',
  luid: 'The id of the REST API',
  url: 'The address in a browser',
} as const satisfies Record<(typeof fields)[number], string>;

/** A file may be called anything; what YAML reads as something else than a text is quoted. */
function plainOrQuoted(name: string): string {
  const isPlain =
    /^[a-z]\w*$/iu.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(name);
  return isPlain ? name : JSON.stringify(name);
}

export const dbtSeed: MappingFormat = {
  id: 'dbtSeed',
  label: 'dbt seed',
  extension: 'csv',
  files: (rows, base) => {
    const columns = fields.map((field) => {
      const tests =
        field === 'luid'
          ? '\n        data_tests:\n          - not_null'
          : field === 'resource_type'
            ? '\n        data_tests:\n          - not_null\n          - accepted_values:\n              values: [' +
              kindNames.join(', ') +
              ']'
            : '';
      return `      - name: ${field}\n        description: ${JSON.stringify(about[field])}${tests}`;
    });
    const types = fields.map((field) => `        ${field}: varchar`);
    return [
      { name: `${base}.csv`, text: csvText(rows) },
      {
        name: `${base}.yml`,
        text: `version: 2

seeds:
  - name: ${plainOrQuoted(base)}
    description: Tableau items and their LUIDs, exported by Vizport for Visual Studio Code
    config:
      # Texts all of them: a LUID may look like a number in exponential form.
      column_types:
${types.join('\n')}
    columns:
${columns.join('\n')}
`,
      },
    ];
  },
};
