// The files that Tableau hands out: workbooks, data sources, flows, a PDF page, a spreadsheet.
import type { Datasource, Flow, Workbook } from '../model';
import { zip } from './zip';

export interface File {
  readonly name: string;
  readonly bytes: Buffer;
}

const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** With an extract an archive that holds the document and the extract, without one the document alone. */
function packaged(name: string, extension: string, text: string, extract: boolean): File {
  const document = Buffer.from(text);
  if (!extract) return { name: `${name}.${extension}`, bytes: document };
  const hyper = Buffer.from('A hyper file would be here.\n');
  const entries = [
    { name: `${name}.${extension}`, bytes: document },
    { name: `Data/Extracts/${name}.hyper`, bytes: hyper },
  ];
  return { name: `${name}.${extension}x`, bytes: zip(entries) };
}

export function workbookFile(workbook: Workbook, extract: boolean): File {
  const sources = workbook.embeddedDatasources.map(
    (one) => `<datasource name="${xml(one.name)}"/>`,
  );
  const text =
    `<?xml version='1.0' encoding='utf-8' ?>\n<workbook version="18.1">` +
    `<datasources>${sources.join('')}</datasources></workbook>\n`;
  const holds = workbook.embeddedDatasources.some((one) => one.hasExtracts);
  return packaged(workbook.contentUrl, 'twb', text, extract && holds);
}

export function datasourceFile(datasource: Datasource, extract: boolean): File {
  const text =
    `<?xml version='1.0' encoding='utf-8' ?>\n` +
    `<datasource formatted-name="${xml(datasource.name)}" version="18.1"/>\n`;
  return packaged(datasource.contentUrl, 'tds', text, extract && datasource.hasExtracts);
}

export function flowFile(flow: Flow): File {
  const steps = flow.outputSteps.map(({ name }) => name);
  const text = JSON.stringify({ name: flow.name, outputSteps: steps });
  return packaged(flow.name, 'tfl', text, flow.fileType === 'tflx');
}

export function pdf(title: string): Buffer {
  const words = title.replace(/[^\x20-\x7e]|[()\\]/g, '?');
  const stream = `BT /F1 18 Tf 72 720 Td (${words}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${text}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

/** One sheet, its cells as inline texts. */
export function xlsx(rows: readonly (readonly string[])[]): Buffer {
  const cell = (value: string): string => `<c t="inlineStr"><is><t>${xml(value)}</t></is></c>`;
  const data = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const file = (name: string, text: string): { name: string; bytes: Buffer } => ({
    name,
    bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
  });
  return zip([
    file(
      '[Content_Types].xml',
      `<Types xmlns="${packageTypes}/content-types">` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
        `<Override PartName="/xl/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    ),
    file(
      '_rels/.rels',
      `<Relationships xmlns="${packageTypes}/relationships">` +
        `<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    file(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageTypes}/relationships">` +
        `<Relationship Id="r1" Type="${office}/worksheet" Target="sheet1.xml"/></Relationships>`,
    ),
    file(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}">` +
        `<sheets><sheet name="Sheet 1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    file('xl/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`),
  ]);
}
