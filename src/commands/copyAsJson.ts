/** Copy as JSON: what a developer needs of an item in a script or a configuration; several make an array. */
import { l10n } from 'vscode';
import type { Content } from '../tableau/model';
import { copy, itemsOrPicked, type ItemCommand, type ItemNeeds } from './itemNeeds';

export const copyAsJson =
  (needs: ItemNeeds): ItemCommand =>
  async (targets) => {
    const items = await itemsOrPicked(needs, targets);
    const [first] = items;
    if (first === undefined) return;
    const records = await Promise.all(items.map((item) => asRecord(item, needs)));
    await copy(
      JSON.stringify(items.length === 1 ? records[0] : records, undefined, 2),
      items.length === 1
        ? l10n.t('JSON of "{0}" copied', first.name)
        : l10n.t('JSON of {0} items copied', items.length),
    );
  };

/** Plain names, in the order in which one reads them; what is not known is left out. */
async function asRecord(
  item: Content,
  needs: ItemNeeds,
): Promise<Readonly<Record<string, unknown>>> {
  const { kind, luid, name, location } = item;
  return {
    kind,
    luid,
    name,
    path: await needs.pathOf(item),
    site: { server: item.site.server, contentUrl: item.site.contentUrl },
    contentUrl: 'contentUrl' in item ? item.contentUrl : undefined,
    vizportalUrlId: numberInUrl(item.webpageUrl),
    url: needs.browserUrl(item),
    owner: item.owner,
    project:
      location?.type === 'Project' ? { luid: location.luid, name: location.name } : undefined,
    personalSpace: location?.type === 'PersonalSpace' ? true : undefined,
    parentProjectLuid: kind === 'project' ? item.parentLuid : undefined,
    workbook: 'workbook' in item ? item.workbook : undefined,
    view: 'view' in item ? item.view : undefined,
    type: 'type' in item ? item.type : undefined,
    hasExtracts: 'hasExtracts' in item ? item.hasExtracts : undefined,
    isCertified: 'isCertified' in item ? item.isCertified : undefined,
    tags: item.tags !== undefined && item.tags.length > 0 ? item.tags : undefined,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  };
}

/** The number by which the browser knows the item, where its address has one. */
function numberInUrl(webpageUrl: string | undefined): string | undefined {
  return /\/(?:workbooks|datasources|flows|virtualconnections)\/(\d+)(?=[/?]|$)/iu.exec(
    webpageUrl ?? '',
  )?.[1];
}
