// The invented company's groups, project leaders, and the rules that let others refresh.
import type { Group, Rule } from '../accessRules';
import { uuids } from '../ids';
import type { Model } from '../model';
import { projectAt, userCalled, type SiteSeed } from './build';

const newLuid = (siteNumber: number): (() => string) => uuids(`group${siteNumber}`);

/** Rules on the first site; on every site everybody is in "All Users". */
export function addAccess(model: Model, seed: SiteSeed): void {
  const { site } = seed;
  const luid = newLuid(site.number);
  const group = (name: string, members: readonly string[] | 'everybody'): Group =>
    model.access.addGroup({
      luid: luid(),
      siteLuid: site.luid,
      name,
      memberLuids: new Set(
        members === 'everybody' ? [] : members.map((key) => userCalled(seed, key).luid),
      ),
      everybody: members === 'everybody',
    });
  group('All Users', 'everybody');
  if (site.contentUrl !== 'sales') return;
  const engineers = group('Data Engineers', ['etl.robot', 'yuki.tanaka', 'priya.nair']);
  const leaders = group('Finance Leaders', ['zoe.dubois', 'yuki.tanaka']);
  const guests = group('Café "Südstadt" & Co', ['sam.carter', 'tom.becker']);

  const ofGroup = ({ luid: its }: Group, capabilities: Rule['capabilities']): Rule => {
    return { type: 'group', luid: its, capabilities };
  };
  const ofUser = (key: string, capabilities: Rule['capabilities']): Rule => {
    return { type: 'user', luid: userCalled(seed, key).luid, capabilities };
  };
  const finance = projectAt(seed, 'Finance').luid;
  model.access.addRule(finance, ofGroup(leaders, { Read: 'Allow', ProjectLeader: 'Allow' }));
  model.access.addRule(
    projectAt(seed, 'Operations').luid,
    ofUser('noa.levi', { Read: 'Allow', ProjectLeader: 'Allow' }),
  );
  for (const name of ['Quarterly Margin', 'Overview']) {
    const workbook = model.workbooks
      .ofSite(site.luid)
      .find(
        (one) => one.name === name && one.projectLuid === projectAt(seed, 'Finance/Reports').luid,
      );
    if (workbook === undefined) throw new Error(`The company has no workbook ${name}.`);
    const rule = { Read: 'Allow', Filter: 'Allow', ExtractRefresh: 'Allow' } as const;
    model.access.addRule(workbook.luid, ofGroup(engineers, rule));
    model.access.addRule(workbook.luid, ofUser('priya.nair', { ExtractRefresh: 'Deny' }));
    model.access.addRule(workbook.luid, ofGroup(guests, { Read: 'Allow', ExtractRefresh: 'Deny' }));
  }
  for (const flow of model.flows.ofSite(site.luid))
    model.access.addRule(flow.luid, ofGroup(engineers, { Read: 'Allow', Execute: 'Allow' }));
}
