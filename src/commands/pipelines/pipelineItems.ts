/** From what is selected to what code can be generated for. */
import { l10n } from 'vscode';
import { isRefreshable, isRunnable } from '../../content/contentKinds';
import type { SiteContent } from '../../content/siteContent';
import type { PipelineItem, PipelineKind, PipelineSite } from '../../pipelines/target';
import { isCloudHost, siteKey, type Content, type SiteRef } from '../../tableau/model';
import { HumanError } from '../../ui/messages';
import { itemsOrSeveralPicked, type ItemNeeds } from '../itemNeeds';

export interface PipelineItemNeeds extends Pick<ItemNeeds, 'pickContents' | 'browserUrl'> {
  readonly contentOf: (site: SiteRef) => SiteContent;
}

export function hasPipeline(content: Content): boolean {
  return isRefreshable(content) || isRunnable(content);
}

/** The items, or those that the user picks; empty when the user backs out. */
export async function itemsForCode(
  needs: PipelineItemNeeds,
  targets: readonly Content[],
): Promise<readonly Content[]> {
  const given = await itemsOrSeveralPicked(needs, targets, hasPipeline);
  if (given.length === 0) return [];
  const items = given.filter(hasPipeline);
  if (items.length === 0)
    throw new HumanError(
      l10n.t(
        'None of this can be refreshed or run: choose workbooks or data sources with extracts, or flows.',
      ),
    );
  if (new Set(items.map(({ site }) => siteKey(site))).size > 1)
    throw new HumanError(
      l10n.t('These are items of several sites: generate code for one site at a time.'),
    );
  return items;
}

export async function pipelineItem(
  needs: PipelineItemNeeds,
  content: Content,
): Promise<PipelineItem> {
  const source = needs.contentOf(content.site);
  const projects = await source.projects();
  const place = content.location?.type === 'Project' ? content.location : undefined;
  const lineage = place === undefined ? [] : projects.lineage(place.luid);
  const names = lineage.map(({ name }) => name);
  if (names.length === 0 && place?.name !== undefined) names.push(place.name);
  const url = needs.browserUrl(content);
  return {
    // Whoever calls has asked hasPipeline.
    kind: content.kind as PipelineKind,
    luid: content.luid,
    name: content.name,
    projects: names,
    ...('contentUrl' in content ? { contentUrl: content.contentUrl } : {}),
    ...(url === undefined ? {} : { url }),
  };
}

export function pipelineSite(site: SiteRef): PipelineSite {
  return {
    server: site.server,
    contentUrl: site.contentUrl,
    product: isCloudHost(site.server) ? 'cloud' : 'server',
  };
}
