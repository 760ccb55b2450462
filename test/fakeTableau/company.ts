// The believable company behind every test and the demo: Fernweh Outfitters, on two sites (three on Server).
import { addAccess } from './company/access';
import { Builder, type SiteSeed } from './company/build';
import { addDatasources, mainDatasources, secondDatasources } from './company/datasources';
import { addFlows, addVirtualConnections } from './company/flows';
import { addCustomViewsAndFavorites, addPastJobs, addSchedules, addTasks } from './company/history';
import {
  addCredentials,
  addPeople,
  addSites,
  credentials,
  type Credentials,
} from './company/people';
import { addProjects, defaultSiteProjects, mainProjects, secondProjects } from './company/projects';
import { addTables } from './company/tables';
import { addWorkbooks } from './company/workbooks';
import { defaultSiteWorkbooks, mainWorkbooks, secondWorkbooks } from './company/workbookSeeds';
import type { Model } from './model';
import type { Profile } from './profiles';

export interface Company {
  readonly credentials: Credentials;
  readonly builder: Builder;
  /** The site that the credentials and the demo begin with. */
  readonly main: SiteSeed;
  readonly second: SiteSeed;
}

/** Fills an empty model. The same profile and clock give the same company. */
export function buildCompany(model: Model, profile: Profile): Company {
  const builder = new Builder(model, profile);
  const sites = addSites(builder);
  const schedules = addSchedules(builder);
  const open = (site: typeof sites.main, projects: typeof mainProjects): SiteSeed => {
    const users = addPeople(builder, site);
    return { site, users, projects: addProjects(builder, site, users, projects) };
  };
  const main = open(sites.main, mainProjects);
  const mainTables = addTables(builder, main.site);
  const published = addDatasources(builder, main, mainTables, mainDatasources);
  addFlows(builder, main, mainTables, published);
  addVirtualConnections(builder, main, mainTables, published);
  addWorkbooks(builder, main, { tables: mainTables, datasources: published }, mainWorkbooks);
  addTasks(builder, main, schedules);
  addPastJobs(builder, main, 45);
  addCustomViewsAndFavorites(builder, main);

  const second = open(sites.second, secondProjects);
  const secondTables = addTables(builder, second.site);
  const secondPublished = addDatasources(builder, second, secondTables, secondDatasources);
  addWorkbooks(
    builder,
    second,
    { tables: secondTables, datasources: secondPublished },
    secondWorkbooks,
  );
  addTasks(builder, second, schedules);
  addPastJobs(builder, second, 5);

  if (sites.fallback) {
    const fallback = open(sites.fallback, defaultSiteProjects);
    const tables = addTables(builder, fallback.site);
    addWorkbooks(builder, fallback, { tables, datasources: new Map() }, defaultSiteWorkbooks);
    addAccess(model, fallback);
  }
  addAccess(model, main);
  addAccess(model, second);
  addCredentials(builder, main.site);
  return { credentials, builder, main, second };
}
