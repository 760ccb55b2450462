/** JSON: a list of objects, one a line each. */
import type { MappingFormat } from './format';

export const json: MappingFormat = {
  id: 'json',
  label: 'JSON',
  extension: 'json',
  files: (rows, base) => [
    {
      name: `${base}.json`,
      text: `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`,
    },
  ],
};
