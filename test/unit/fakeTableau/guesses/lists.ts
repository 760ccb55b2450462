// Guesses about lists and the search, shown.
import type { FakeTableau } from '../../../fakeTableau/server';
import { items, type Json } from '../restTalk';
import { adminOf, jsonOf, outcome, userOf, type Exercises } from './exercise';

async function hits(fake: FakeTableau, query = ''): Promise<Json | undefined> {
  const talk = await userOf(fake);
  return jsonOf(await talk.send('GET', `/api/-/search?${query}`))['hits'];
}

async function counts(fake: FakeTableau, who: 'user' | 'admin'): Promise<number> {
  const talk = who === 'user' ? await userOf(fake) : await adminOf(fake);
  const projects = await talk.list('projects', 'fields=_all_');
  const own = projects.filter((one) => String(one['name']) === 'Marketing');
  return Number(own[0]?.['contentsCounts']?.['workbookCount']);
}

export const listExercises = {
  ampersandInFilter: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      return outcome(talk.call('GET', talk.onSite('workbooks?filter=name:eq:A%26B')));
    },
    expected: { refuse: '400065', cut: '200' },
  },
  owners: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const owners = (await talk.list('workbooks')).map((one) => one['owner']?.['id']);
      return owners.some((id) => id && String(id) !== talk.userLuid) ? 'others' : 'own';
    },
    expected: { shown: 'others', hidden: 'own' },
  },
  unknownField: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      return outcome(talk.call('GET', talk.onSite('workbooks?fields=id,nonsense')));
    },
    expected: { '400008': '400008', ignored: '200' },
  },
  pageFaults: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      return outcome(talk.call('GET', talk.onSite('workbooks?pageSize=0&pageNumber=0')));
    },
    expected: { sizeFirst: '400007', numberFirst: '400006' },
  },
  ownerNames: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const owners = (await talk.list('workbooks')).map((one) => one['owner']);
      return owners.every((owner) => !owner || 'name' in owner) ? 'named' : 'numbered';
    },
    expected: { 'from3.20': 'named', never: 'numbered' },
  },
  personalSpaceListed: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const names = await talk.names('workbooks');
      return names.includes('My First Draft') ? 'told' : 'not told';
    },
    expected: { listed: 'told', leftOut: 'not told' },
  },
  contentsCounted: {
    observe: async (fake) => {
      const [workbook] = fake.model.workbooks
        .ofSite(fake.company.main.site.luid)
        .filter((one) => fake.model.projects.get(one.projectLuid)?.name === 'Marketing');
      if (workbook) fake.model.workbooks.update(workbook, { hidden: true, ownerLuid: undefined });
      const seen = await counts(fake, 'user');
      return seen === (await counts(fake, 'admin')) ? 'everything' : 'what is seen';
    },
    expected: { visible: 'what is seen', all: 'everything' },
  },
  contentsCountsName: {
    observe: async (fake) => {
      const talk = await userOf(fake);
      const fields = 'fields=_default_,contentsCounts.projectCount';
      const [first] = await talk.list('projects', fields);
      return Object.keys(first ?? {}).find((key) => key.endsWith('Counts')) ?? 'none';
    },
    expected: { contentsCounts: 'contentsCounts', contentCounts: 'contentCounts' },
  },
  searchFirstPage: {
    observe: async (fake) => String((await hits(fake))?.['pageIndex']),
    expected: { '0': '0', '1': '1' },
  },
  searchDefaultLimit: {
    observe: async (fake) => String(items((await hits(fake))?.['items']).length),
    expected: { '10': '10', '100': '100' },
  },
  searchTimes: {
    observe: async (fake) => {
      const [first] = items((await hits(fake))?.['items']);
      return typeof first?.['content']?.['modifiedTime'];
    },
    expected: { iso: 'string', milliseconds: 'number' },
  },
  searchDatasourceType: {
    observe: async (fake) => {
      const all = items((await hits(fake, 'limit=2000'))?.['items']);
      const types = all.map((one) => String(one['content']?.['type']));
      return types.find((type) => type.endsWith('datasource')) ?? 'none';
    },
    expected: { datasource: 'datasource', unifieddatasource: 'unifieddatasource' },
  },
  searchWorkbookExtracts: {
    observe: async (fake) => {
      const all = items((await hits(fake, 'limit=2000&filter=type:eq:workbook'))?.['items']);
      return all.some((one) => 'extractRefreshedAt' in (one['content'] ?? {}))
        ? 'told'
        : 'not told';
    },
    expected: { absent: 'not told', told: 'told' },
  },
} satisfies Partial<Exercises>;
