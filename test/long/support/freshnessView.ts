/** The Freshness view as a journey handles it, and a company whose extracts have the ages that it wants. */
import type { Locator } from 'playwright-core';
import type { FakeTableau } from '../../fakeTableau/server';
import { Tree } from '../../ui/support/tree';
import type { Workbench } from '../../ui/support/workbench';

const hour = 3_600_000;

/** A side bar is narrow: VS Code cuts the descriptions of rows first, and their tooltips have all of it. */
export const mayBeCut = [
  / · /u,
  /\d+ (projects?|workbooks?|data sources?)/u,
  /ago|refreshed|inheritance|no refresh known|live/u,
  /Click to|Who is no administrator|The Metadata API|Stale:|Fresh:/u,
  // Names of sections that are cut where three stand in one side bar.
  /Schedules|Extracts/u,
];

/** The extract of a workbook or data source of this name was last refreshed so many hours ago. */
export function refreshedBefore(tableau: FakeTableau, name: string, hours: number): void {
  const { model, company } = tableau;
  const at = model.now() - hours * hour;
  const times = [{ at, shownFrom: at, incremental: false }];
  const { luid } = company.main.site;
  for (const workbook of model.workbooks.ofSite(luid))
    if (workbook.name === name)
      for (const embedded of workbook.embeddedDatasources)
        if (embedded.hasExtracts) embedded.extractTimes = times;
  for (const datasource of model.datasources.ofSite(luid))
    if (datasource.name === name && datasource.hasExtracts) datasource.extractTimes = times;
}

export const paneOf = ({ page }: Workbench, name: string): Locator =>
  page.locator('.pane', { has: page.locator(`.pane-header[aria-label^="${name}"]`) });

/** Only these sections of the side bar are open. */
export async function openSections(workbench: Workbench, ...names: string[]): Promise<void> {
  for (const name of ['Content', 'Jobs', 'Freshness']) {
    const header = workbench.page.locator(`.pane-header[aria-label^="${name}"]`);
    if ((await header.count()) === 0) continue;
    if ((await header.getAttribute('aria-expanded')) !== String(names.includes(name)))
      await header.click();
  }
}

/** The Freshness view alone, with room for its rows. */
export async function openFreshness(workbench: Workbench): Promise<Tree> {
  await openSections(workbench, 'Freshness');
  return new Tree(workbench.page, paneOf(workbench, 'Freshness'));
}
