/** Each target's text, word for word. `UPDATE_GOLDEN=1` writes the files anew; then read the difference. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemCurl } from '../../../src/pipelines/itemCurl';
import type { PipelineItem, Product, StartedBy } from '../../../src/pipelines/target';
import { targets } from '../../../src/pipelines/targets';

const folder = join(__dirname, 'golden');

const workbook: PipelineItem = {
  kind: 'workbook',
  luid: '1f3c6a1e-8c59-4d6e-9d53-0a5f1b0f2c11',
  name: 'Margin',
  projects: ['Finance', 'EMEA'],
  contentUrl: 'Margin',
};
const datasource: PipelineItem = {
  kind: 'datasource',
  luid: '6bb1a7d2-3f70-4f0c-8f1e-6f4c1d2b3a44',
  name: `O'Hara "50%" \${{ x }} $(id) {{ y }} \\ 🚀`,
  projects: ['Finance'],
};
const flow: PipelineItem = {
  kind: 'flow',
  luid: 'c0ffee00-0000-4000-8000-000000000001',
  name: 'Nightly Prep',
  projects: [],
};

const all = [workbook, datasource, flow];
const sites: Readonly<Record<Product, string>> = {
  cloud: 'https://10ax.online.tableau.com',
  server: 'https://tableau.example.com',
};

interface Golden {
  readonly file: string;
  readonly text: string;
}

function goldens(): Golden[] {
  const made = targets.flatMap((target) =>
    target.products.flatMap((product) =>
      (target.asksStart === true ? (['task', 'alert', 'stream'] as const) : [undefined]).map(
        (startedBy: StartedBy | undefined) => {
          const items = all.filter(
            // The operator of Airflow is for what is no flow.
            ({ kind }) =>
              target.kinds.includes(kind) && !(target.id === 'airflow' && kind === 'flow'),
          );
          const site = { server: sites[product], contentUrl: 'fernweh', product };
          const { name, text } = target.generate(items, site, { startedBy: startedBy ?? 'task' });
          const ending = name.split('.').at(-1) ?? '';
          return {
            file: [target.id, product, ...(startedBy ? [startedBy] : []), ending].join('.'),
            text,
          };
        },
      ),
    ),
  );
  const site = { server: sites.cloud, contentUrl: 'fernweh' };
  const items = ['workbook', 'view', 'datasource', 'flow', 'project', 'customView'].map((kind) => ({
    kind,
    luid: workbook.luid,
    name: 'Margin',
    site,
  }));
  return [...made, { file: 'itemCurl.sh', text: itemCurl(items) }];
}

describe('targets', () => {
  it('generate the texts that are kept as golden files, and there are no others', () => {
    mkdirSync(folder, { recursive: true });
    const texts = goldens();
    if (process.env['UPDATE_GOLDEN'] === '1')
      for (const { file, text } of texts) writeFileSync(join(folder, file), text);
    for (const { file, text } of texts)
      assert.equal(text, readFileSync(join(folder, file), 'utf8'), file);
    assert.deepEqual(readdirSync(folder).sort(), texts.map(({ file }) => file).sort());
  });

  it('say in every file what must exist, and that the token is for this pipeline alone', () => {
    for (const { file, text } of goldens()) {
      if (file.startsWith('tasksJson') || file === 'itemCurl.sh') continue;
      assert.match(text, /What must exist:/u, file);
      assert.match(text, /alone/u, file);
    }
  });

  it('hold no secret: only the names of the places where secrets are', () => {
    for (const { file, text } of goldens())
      assert.doesNotMatch(
        text,
        /(?:secret|password|token_value)\s*=\s*["'](?!not given yet)\w/iu,
        file,
      );
  });

  it('give a tasks.json that is one, with the comments taken out', () => {
    const text = goldens().find(({ file }) => file === 'tasksJson.cloud.json')?.text ?? '';
    const plain = text.replace(/^\s*\/\/.*$/gmu, '');
    const { tasks } = JSON.parse(plain) as { tasks: { item: string[]; action: string }[] };
    assert.deepEqual(
      tasks.map(({ action, item }) => [action, item.length]),
      [
        ['refresh', 2],
        ['runFlow', 1],
      ],
    );
  });
});
