// What has happened in the invented company: schedules, tasks, past jobs, custom views, favourites.
import type { Job } from '../jobs';
import type { Datasource, Recurrence, Schedule, Task, Workbook } from '../modelTypes';
import { nextRun } from '../recurrence';
import { day, userCalled, type Builder, type SiteSeed } from './build';

const notes =
  'com.tableausoftware.nativeapi.exceptions.ConnectionException: The login failed.\\n' +
  'Login failed for user "tableau_reader".\\nThe connection to erp-sql.fernweh.example was refused.';

const at = (
  frequency: Recurrence['frequency'],
  start: string,
  more: Partial<Recurrence> = {},
): Recurrence => ({
  frequency,
  start,
  end: undefined,
  hours: undefined,
  minutes: undefined,
  weekDays: [],
  monthDays: [],
  ...more,
});

/** What the tasks of a Cloud site run by, one after the other; one of them has a single interval. */
const cloudRecurrences: readonly Recurrence[] = [
  at('Daily', '18:20:00', { end: '18:20:00', hours: 24, weekDays: ['Tuesday'] }),
  at('Hourly', '06:00:00', { end: '20:00:00', hours: 1, weekDays: ['Monday', 'Thursday'] }),
  at('Monthly', '04:00:00', { monthDays: ['LastDay'] }),
  at('Weekly', '18:20:00', { weekDays: ['Monday'] }),
];

export function addSchedules(builder: Builder): readonly Schedule[] {
  if (builder.profile.cloud) return [];
  const schedule = (name: string, facts: Partial<Schedule>): Schedule => ({
    luid: builder.newLuid(),
    name,
    state: 'Active',
    priority: 50,
    type: 'Extract',
    recurrence: at('Daily', '02:00:00', { hours: 24 }),
    createdAt: builder.ago(500, 900),
    ...facts,
  });
  const schedules = [
    schedule('Nightly', {}),
    schedule('Weekdays, early', {
      recurrence: at('Weekly', '05:30:00', { weekDays: ['Monday', 'Wednesday'] }),
    }),
    schedule('Every hour', {
      recurrence: at('Hourly', '06:00:00', { end: '22:00:00', hours: 1 }),
      priority: 30,
    }),
    schedule('Paused for the audit', { state: 'Suspended' }),
    schedule('Monday subscriptions', {
      type: 'Subscription',
      recurrence: at('Weekly', '02:00:00', { weekDays: ['Monday'] }),
    }),
  ];
  for (const one of schedules) builder.model.schedules.set(one.luid, one);
  return schedules;
}

/** Every third item with an extract has a task. One is suspended: only its count says so (guide 0.2, 12). */
export function addTasks(builder: Builder, site: SiteSeed, schedules: readonly Schedule[]): void {
  const { model } = builder;
  const items = [
    ...model.workbooks.ofSite(site.site.luid),
    ...model.datasources.ofSite(site.site.luid),
  ];
  items
    .filter((item) => model.hasExtracts(item) && item.ownerLuid !== undefined)
    .filter((_item, index) => index % 3 === 0)
    .forEach((item, index) => {
      const suspended = index === 1;
      const schedule = schedules[index % 4];
      const own = schedule ? undefined : cloudRecurrences[index % 4];
      const recurrence = schedule?.recurrence ?? own;
      const task: Task = {
        luid: builder.newLuid(),
        siteLuid: site.site.luid,
        type: index % 4 === 3 ? 'IncrementExtractTask' : 'RefreshExtractTask',
        priority: 50,
        consecutiveFailedCount: suspended ? 5 : index % 5 === 4 ? 2 : 0,
        nextRunAt: suspended || !recurrence ? undefined : nextRun(recurrence, builder.start),
        scheduleLuid: schedule?.luid,
        recurrence: own,
        workbookLuid: item.kind === 'workbook' ? item.luid : undefined,
        datasourceLuid: item.kind === 'datasource' ? item.luid : undefined,
        ownerLuid: item.ownerLuid ?? '',
      };
      model.tasks.add(task);
    });
}

export function addPastJobs(builder: Builder, site: SiteSeed, count: number): void {
  const { model, chance } = builder;
  const isRefreshable = (item: Workbook | Datasource): boolean =>
    model.hasExtracts(item) && item.ownerLuid !== undefined;
  const items = [
    ...model.workbooks.ofSite(site.site.luid).filter(isRefreshable),
    ...model.datasources.ofSite(site.site.luid).filter(isRefreshable),
  ];
  if (items.length === 0) return;
  for (let n = 0; n < count; n++) {
    const item = chance.of(items);
    const createdAt = builder.ago(0.05, 3);
    const startsAt = createdAt + chance.below(90_000);
    const bridge = item.kind === 'datasource' && item.useRemoteQueryAgent;
    const failed = chance.next() < 0.15;
    const job: Job = {
      luid: builder.newLuid(),
      siteLuid: site.site.luid,
      ownerLuid: item.ownerLuid ?? '',
      jobType: bridge ? 'refresh_extracts_via_bridge' : 'refresh_extracts',
      title: 'Refresh extracts',
      subtitle: item.name,
      priority: 50,
      createdAt,
      workbookLuid: item.kind === 'workbook' ? item.luid : undefined,
      datasourceLuid: item.kind === 'datasource' ? item.luid : undefined,
      flowLuid: undefined,
      flowRunLuid: undefined,
      incremental: false,
      listedFrom: createdAt,
      hidesItem: false,
      gradual: false,
      startsAt,
      endsAt: startsAt + 20_000 + chance.below(600_000),
      purgedFrom: createdAt + 14 * day,
      outcome: failed ? { finishCode: 1, notes } : { finishCode: bridge ? 3 : 0 },
      settled: true,
    };
    model.jobs.add(job);
  }
}

export function addCustomViewsAndFavorites(builder: Builder, site: SiteSeed): void {
  const { model } = builder;
  const ana = userCalled(site, 'ana.ruiz');
  const admin = userCalled(site, 'max.adler');
  const workbooks = model.workbooks.ofSite(site.site.luid).filter((one) => model.canSee(ana, one));
  workbooks.slice(0, 12).forEach((workbook, index) => {
    const view = model.views.get(workbook.viewLuids[0]);
    if (!view) return;
    const createdAt = builder.ago(2, 40);
    model.customViews.add({
      luid: builder.newLuid(),
      siteLuid: site.site.luid,
      viewLuid: view.luid,
      workbookLuid: workbook.luid,
      ownerLuid: (index % 3 === 2 ? admin : ana).luid,
      name: ['My Region', 'East, West & North', 'Only 2025', '北部'][index % 4] ?? 'Mine',
      shared: index % 2 === 0,
      createdAt,
      updatedAt: createdAt,
      lastAccessedAt: index % 4 === 0 ? undefined : builder.ago(0.1, 2),
    });
  });
  const favorite = (
    kind: 'workbook' | 'view' | 'datasource' | 'project',
    itemLuid: string | undefined,
  ): void => {
    if (itemLuid === undefined) return;
    const label = kind === 'datasource' ? undefined : `Favourite ${kind}`;
    model.favorites.push({ userLuid: ana.luid, label, kind, itemLuid });
  };
  favorite('workbook', workbooks[0]?.luid);
  favorite('view', workbooks[1]?.viewLuids[0]);
  favorite('datasource', model.datasources.ofSite(site.site.luid)[0]?.luid);
  favorite('project', [...site.projects.values()][1]?.luid);
}
