/**
 * The fake Tableau in a process of its own, with as many workbooks as are asked for, 2,000 projects and, on the largest
 * site, one project with 20,000 of them. Prints how to reach it.
 */
import { toldToEnd } from '../../toldToEnd';
import { startFakeTableau } from '../../fakeTableau/server';

const workbooks = Number(process.argv[2]);
const projects = 2000;
const crowd = 20_000;

async function main(): Promise<void> {
  const told = toldToEnd();
  const fake = await startFakeTableau({ workbooks });
  const { model, company } = fake;
  const site = company.main.site.luid;
  const owner = company.main.users['priya.nair']?.luid;
  let crowded = '';
  const add = (n: number, name: string): string =>
    model.projects.add({
      luid: `b9000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      siteLuid: site,
      vizportalUrlId: 900_000 + n,
      name,
      description: '',
      parentLuid: undefined,
      contentPermissions: 'ManagedByOwner',
      writeable: true,
      ownerLuid: owner,
      createdAt: company.builder.start,
      updatedAt: company.builder.start,
      hidden: false,
      listedFrom: undefined,
      indexedFrom: undefined,
    }).luid;
  if (workbooks > crowd) {
    crowded = add(0, 'Everything of the old server');
    const bulk = model.workbooks.ofSite(site).filter(({ name }) => /\d$/u.test(name));
    for (const one of bulk.slice(5000, 5000 + crowd))
      model.workbooks.update(one, { projectLuid: crowded });
  }
  for (let n = model.projects.ofSite(site).length; n < projects; n++) add(n, `Project ${n}`);
  const { name, secret } = fake.credentials.personalAccessToken;
  process.stdout.write(
    `${JSON.stringify({ url: fake.url, site: company.main.site.contentUrl, name, secret, crowded })}\n`,
  );
  await told;
  await fake.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
