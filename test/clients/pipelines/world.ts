/** The fake server for one target: what it refreshes there, and somebody else who does the same. */
import type { PipelineItem, PipelineSite } from '../../../src/pipelines/target';
import type { FakeTableau } from '../../fakeTableau/server';
import type { CaseWorld, Follows } from './cases';

/** A name that is code in every language that we write, unless it is quoted. */
export const nastyName = `Profit "50%" $(touch owned) \${HOME} {{ 1/0 }} \${{ github.token }} 'π' \\n \`id\` 🚀 שלום \u202e`;

/** A workbook and a data source with extracts, in a project and plainly named, that no other shares a name with. */
export function itemsOf(fake: FakeTableau): readonly [PipelineItem, PipelineItem] {
  const { model } = fake;
  const { site } = fake.company.main;
  const pathOf = (luid: string | undefined): string[] => {
    const project = luid === undefined ? undefined : model.projects.get(luid);
    return project === undefined ? [] : [...pathOf(project.parentLuid), project.name];
  };
  const first = (kind: 'workbook' | 'datasource'): PipelineItem => {
    const all =
      kind === 'workbook' ? model.workbooks.ofSite(site.luid) : model.datasources.ofSite(site.luid);
    for (const item of all) {
      const projects = pathOf(item.projectLuid);
      const isPlain = /^[\w ]+$/.test(`${item.name}${projects.join('')}`);
      const isAlone = all.filter(({ name }) => name === item.name).length === 1;
      // tabcmd looks a project without parents up by its name alone.
      if (!isPlain || !isAlone || projects.length !== 1 || !model.hasExtracts(item)) continue;
      return { kind, luid: item.luid, name: item.name, projects, contentUrl: item.contentUrl };
    }
    throw new Error(`The company has no ${kind} for the pipelines.`);
  };
  return [first('workbook'), first('datasource')];
}

export function siteOf(fake: FakeTableau, product: PipelineSite['product']): PipelineSite {
  return { server: fake.url, contentUrl: fake.company.main.site.contentUrl, product };
}

export function worldOf(fake: FakeTableau, item: PipelineItem, follows: Follows): CaseWorld {
  const { site } = fake.company.main;
  let jobOfSomebodyElse: string | undefined;
  const jobs = (): number => fake.model.jobs.ofSite(site.luid).length;
  return {
    fake,
    follows,
    wasJobOfSomebodyElseRead: () =>
      jobOfSomebodyElse !== undefined &&
      fake.log.some(({ path }) => path.endsWith(`/jobs/${jobOfSomebodyElse}`)),
    asOwner: (code) => {
      fake.knobs.ownJobs = code === '401002' ? '401002' : 'forbidden';
      const owner = fake.model.userByName(site.luid, fake.credentials.password.username);
      const { datasources, workbooks } = fake.model;
      const workbook = workbooks.get(item.luid);
      const datasource = datasources.get(item.luid);
      if (owner === undefined) throw new Error('The owner has no user on the site.');
      if (workbook) workbooks.update(workbook, { ownerLuid: owner.luid });
      if (datasource) datasources.update(datasource, { ownerLuid: owner.luid });
    },
    endJobs: () => {
      for (const job of fake.model.jobs.ofSite(site.luid))
        if (fake.model.jobs.stateOf(job).state !== 'finished')
          fake.knobs.advanceJob(job.luid, 'success');
    },
    jobs,
    signIns: () => fake.log.count('sign in'),
    refreshAsSomebodyElse: async () => {
      const { username, password } = fake.credentials.administrator;
      const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
      const base = `${fake.url}/api/${fake.apiVersion}`;
      const signedIn = await fetch(`${base}/auth/signin`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({
          credentials: { name: username, password, site: { contentUrl: site.contentUrl } },
        }),
      });
      const { credentials } = (await signedIn.json()) as { credentials: { token: string } };
      const answer = await fetch(`${base}/sites/${site.luid}/${item.kind}s/${item.luid}/refresh`, {
        method: 'POST',
        headers: { ...json, 'X-Tableau-Auth': credentials.token },
        body: '{}',
      });
      if (answer.status !== 202) throw new Error(`Somebody else got ${answer.status}`);
      jobOfSomebodyElse = ((await answer.json()) as { job: { id: string } }).job.id;
    },
  };
}
