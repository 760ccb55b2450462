/** In a process of its own: exports 10,000 workbooks as CSV beside the raw listing of what an export lists. */
import assert from 'node:assert/strict';
import { SiteContent } from '../../src/content/siteContent';
import { csv } from '../../src/mapping/formats/csv';
import { mappingRows } from '../../src/mapping/gather';
import { besideRaw, total } from './besideRaw';

besideRaw({
  besides: ['projects', 'datasources', 'flows'],
  // As many as the client asks for at a time: that it is polite to servers is no cost of an export.
  atOnce: 6,
  /** With content that remembers nothing, as the first export in a window has it. */
  async run(client, site) {
    const content = new SiteContent(site, () => Promise.resolve(client));
    const rows = await mappingRows(
      content,
      { type: 'site' },
      { environment: 'prod', browserUrl: ({ webpageUrl }) => webpageUrl },
    );
    const [{ text }] = csv.files(rows, 'mapping');
    assert.equal(rows.length, total);
    assert.ok(text.length > 1_000_000);
    content.dispose();
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
