/**
 * All about freshness, as one part that is loaded when somebody looks (`dist/freshness.js`): builds its objects, registers its
 * marks, and sorts out what its commands were given.
 */
import * as vscode from 'vscode';
import type { Clock } from './base/clock';
import { Disposables } from './base/disposables';
import { Emitter } from './base/emitter';
import { ticking } from './base/ticking';
import { exportFreshness } from './commands/freshness/exportFreshness';
import {
  scheduleCommands,
  type FreshnessNeeds,
  type Given,
} from './commands/freshness/freshnessCommands';
import { rememberedOrder, sortFreshness } from './commands/freshness/sortFreshness';
import { FreshnessOfSites } from './freshness/freshnessOfSites';
import { readRules, type Rules } from './freshness/rules';
import type { JobsContract, Watch } from './jobs/jobsContract';
import { siteKey, type SiteRef } from './tableau/model';
import { FreshnessMarks } from './ui/freshnessMarks';
import { problemText } from './ui/freshnessText';
import { showWarning } from './ui/messages';
import { siteOfRow } from './ui/pickSite';
import { onSettings, setting } from './ui/settings';
import { FreshnessTree } from './views/freshness/freshnessTree';
import { isTaskNode, type FreshNode, type MoreNode } from './views/freshness/freshnessNode';
import type { FreshnessCommand, FreshnessPart } from './views/freshnessGate';
import { LookAtFreshness } from './views/freshness/lookAtFreshness';
import { contentTargets } from './views/treeTargets';

export interface FreshnessPartNeeds extends Omit<FreshnessNeeds, 'freshness' | 'client' | 'jobs'> {
  readonly jobs: Pick<JobsContract, 'list' | 'onDidChange'>;
  readonly clock: Clock;
  readonly memory: vscode.Memento;
  report(error: unknown): unknown;
}

export function freshnessPart(
  given: FreshnessPartNeeds,
  view: vscode.TreeView<FreshNode>,
): FreshnessPart {
  const { sessions, contentOf, clock, jobs, memory, report } = given;
  const owned = new Disposables();
  const changed = owned.add(new Emitter<SiteRef | undefined>());
  const freshness = owned.add(new FreshnessOfSites((site) => sessions.client(site), clock));
  const needs: FreshnessNeeds = { ...given, freshness, client: (site) => sessions.client(site) };
  const held: { rules: Rules } = { rules: readRules(setting('vizport.freshness.rules')) };
  const rules = (): Rules => held.rules;
  const order = () => rememberedOrder(memory);
  const tree = owned.add(
    new FreshnessTree({ sessions, contentOf, freshness, clock, rules, order }),
  );
  const looks = new LookAtFreshness({ sessions, contentOf, freshness, clock, rules, report });

  const tellProblems = (): void => {
    const sentences = rules().problems.map(problemText);
    view.message = sentences.join(' ');
    if (sentences.length > 0)
      Promise.resolve(showWarning(sentences.join(' '), openRules())).catch(report);
  };
  const learn = ({ target, outcome, job, endedAt }: Watch): void => {
    const { kind, luid, site } = target.ref;
    if (outcome?.status !== 'succeeded' || target.action !== 'refresh' || kind === 'flow') return;
    const time = job?.completedAt ?? new Date(endedAt ?? clock.now()).toISOString();
    freshness.of(site).proved(kind, luid, time);
    // Its failures are forgiven, and it has another next run.
    if (target.task !== undefined) freshness.of(site).forget('tasks');
  };

  owned.add(vscode.window.registerFileDecorationProvider(new FreshnessMarks()));
  owned.add(freshness.onDidChange((site) => changed.fire(site)));
  owned.add(jobs.onDidChange(learn));
  owned.add(
    onSettings(['vizport.freshness.rules'], () => {
      held.rules = readRules(setting('vizport.freshness.rules'));
      tellProblems();
      tree.redraw();
      changed.fire(undefined);
    }),
  );
  const statuses = new Map<string, string | undefined>();
  owned.add(
    sessions.onDidChange((site) => {
      const status = site && sessions.find(site)?.state.status;
      if (site !== undefined && statuses.get(siteKey(site)) === status) return;
      if (site !== undefined) statuses.set(siteKey(site), status);
      // Who signs in next may be told other things. Who is offline keeps what was told.
      if (site !== undefined && (status === undefined || isOver.has(status)))
        freshness.forget(site);
      tree.redraw();
    }),
  );
  // Ages grow, and what was fresh becomes stale, while nothing else happens.
  owned.add(
    ticking(clock, minuteMs, () => {
      if (!vscode.window.state.focused) return;
      changed.fire(undefined);
      if (view.visible) tree.passTime();
    }),
  );
  owned.add(view.onDidChangeVisibility(({ visible }) => (visible ? tree.passTime() : undefined)));
  tellProblems();

  const handlers: Readonly<Record<FreshnessCommand, (from: Given) => Promise<void>>> = {
    ...prefixed(scheduleCommands(needs)),
    'vizport.reloadFreshness': async ({ first }) => tree.reload(siteOfRow(first)),
    'vizport.sortFreshness': sortFreshness(memory, () => tree.redraw()),
    'vizport.exportFreshness': ({ first }) =>
      exportFreshness({ ...needs, rules, order })(siteOfRow(first)),
    'vizport.editFreshnessRules': async () => openRules().run(),
    'vizport.showMoreFreshness': async ({ first }) => tree.showMore(first as MoreNode),
  };
  return {
    tree,
    onDidChange: changed.event,
    look: (content) => looks.look(content),
    forget: () => {
      for (const { profile } of sessions.list()) freshness.forget(profile.site);
      looks.again();
    },
    run: (id, [clicked, selected]) => handlers[id](givenBy(clicked, selected)),
    dispose: () => owned.dispose(),
  };
}

/** Ages are told in minutes. */
const minuteMs = 60_000;
/** States in which nothing may be asked before somebody signs in. */
const isOver = new Set(['signedOut', 'refused', 'secretMissing', 'jwtNeeded']);

type Schedules = ReturnType<typeof scheduleCommands>;

function prefixed(handlers: Schedules): {
  readonly [Name in keyof Schedules as `vizport.${Name}`]: Schedules[Name];
} {
  const entries = Object.entries(handlers).map(([name, handler]) => [`vizport.${name}`, handler]);
  return Object.fromEntries(entries) as ReturnType<typeof prefixed>;
}

function givenBy(clicked: unknown, selected: unknown): Given {
  const rows = Array.isArray(selected) && selected.length > 0 ? (selected as unknown[]) : [clicked];
  return {
    items: contentTargets(clicked, selected),
    tasks: rows
      .filter(isTaskNode)
      .flatMap(({ row: { task, content } }) =>
        content === undefined ? [] : [{ task, item: content }],
      ),
    first: clicked,
  };
}

function openRules(): { readonly label: string; run(): Promise<void> } {
  return {
    label: vscode.l10n.t('Open Settings'),
    run: async () => {
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        'vizport.freshness.rules',
      );
    },
  };
}
