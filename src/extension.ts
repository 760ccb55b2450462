/** The roof: builds every object once, registers everything, decides nothing. */
import * as vscode from 'vscode';
import type { DevelopmentApi } from './api';
import { auditedLibrary } from './audit/auditedLibrary';
import type { AutomationPart } from './automationPart';
import { systemClock } from './base/clock';
import { disposeIfMade, lazy, type Lazy } from './base/lazy';
import { clearFilter, filterTree } from './commands/filterTree';
import { findContent } from './commands/findContent';
import { itemCommands } from './commands/itemCommands';
import type { ItemCommand } from './commands/itemNeeds';
import { networkCommands } from './commands/networkCommands';
import type { SignIn } from './commands/signIn';
import { followRecommendedSite, siteAndAccess } from './commands/siteAndAccess';
import { siteCommands } from './commands/siteCommands';
import { refreshNode, refreshTree, retry, showMore } from './commands/treeRows';
import { browserUrl } from './content/contentKinds';
import { SiteContents } from './content/siteContents';
import type { JobsRoom } from './jobsRoom';
import { countedLibrary } from './jobs/countedLibrary';
import { panelPart } from './panelPart';
import { ActiveSite } from './session/activeSite';
import { Sessions } from './session/sessions';
import { TokenWatch } from './session/tokenLife';
import { accountOf } from './session/signInOnce';
import type { ServerChange } from './tableau/client';
import type { Content, SiteRef } from './tableau/model';
import { afterActivation } from './ui/afterActivation';
import { registerCommands } from './ui/commands';
import { developmentApi } from './ui/developmentApi';
import { jwtCommands } from './ui/jwtCommands';
import { LazyNetwork } from './ui/lazyNetwork';
import { registerCode } from './ui/lazyCode';
import { registerTasks, registerTools } from './ui/lazyParts';
import { pipelineCommands } from './ui/lazyPipelines';
import { showError } from './ui/messages';
import { contentPicker } from './ui/pickContent';
import { siteOfRow } from './ui/pickSite';
import { ReadOnlyTexts } from './ui/readOnlyText';
import { setting } from './ui/settings';
import { followSites } from './ui/siteChanges';
import { ContentTree } from './views/contentTree';
import { prepareRows } from './views/earlyStart';
import { FreshnessGate } from './views/freshnessGate';
import { jobsViewCommands } from './views/jobs/jobsViewCommands';
import { LazyJobsView } from './views/jobs/lazyJobsView';
import { ToldErrors } from './ui/toldErrors';
import { SiteStatus } from './views/siteStatus';
import { contentTargets, rowTargets } from './views/treeTargets';
import { WarmUp } from './views/warmUp';

/** Rarely used or large: loaded when it is first needed. */
const onDemand = () => import('./onDemand');

/** Not async: nothing here waits for the network, and nothing asks it. */
export function activate(context: vscode.ExtensionContext): DevelopmentApi | undefined {
  const log = vscode.window.createOutputChannel('Vizport', { log: true });
  const clock = systemClock;
  /** Loads the audit trail with what is first told to it. */
  const told =
    <T>(tell: (trail: AutomationPart['trail'], what: T) => void) =>
    (what: T): void => {
      automation()
        .then(({ trail }) => tell(trail, what))
        .catch(report);
    };
  const changed = told((trail, change: ServerChange) => trail.changed(change));
  const counted = (site: SiteRef): void => void jobsRoom().then((room) => room.count(site), report);
  const network = new LazyNetwork(context, log);
  const sessions = new Sessions({
    memory: context.globalState,
    secrets: context.secrets,
    log,
    clock,
    loadLibrary: async () =>
      countedLibrary(auditedLibrary(await network.library(), changed, accountOf), counted),
    loadSharing: async (find, onApart) =>
      (await import('./session/windowSharing')).windowSharing({
        directory: context.globalStorageUri.fsPath,
        find,
        log,
        onApart,
      }),
    jwtCommand: (name) => jwtCommands().get(name),
    userAgent: `vizport/${(context.extension.packageJSON as { version: string }).version}`,
  });
  const active = new ActiveSite(sessions, context.workspaceState, log);
  const texts = new ReadOnlyTexts();
  const contents = new SiteContents((site) => sessions.client(site));
  const contentOf = (site: SiteRef) => contents.of(site);
  const toldErrors = new ToldErrors(sessions, () => clock.now());
  const report = (error: unknown): Promise<void> => showError(error, log);
  const freshness: FreshnessGate = new FreshnessGate(
    async (view) =>
      (await import('./freshnessPart')).freshnessPart(
        {
          ...needs,
          jobs: (await jobsRoom()).jobs,
          clock,
          memory: context.globalState,
          report,
        },
        view,
      ),
    report,
  );
  const tree: ContentTree = new ContentTree(sessions, contentOf, clock, undefined, freshness);
  const panels = panelPart({ context, sessions, log, contentOf, active, report });
  const signInNeeds = { sessions, jwtCommands, now: () => clock.now() };
  const signInTo: SignIn = async (site) => {
    const signedIn = await (await onDemand()).signIn(signInNeeds)(site);
    active.use(signedIn);
    return signedIn;
  };
  const replace = async (site: SiteRef) => (await onDemand()).replaceCredentials(signInNeeds)(site);
  const needs = {
    sessions,
    active,
    log,
    texts,
    memory: context.workspaceState,
    places: context,
    contentOf,
    follow: {
      start: async (...given: Parameters<JobsRoom['follow']['start']>) =>
        (await jobsRoom()).follow.start(...given),
    },
    signIn: signInTo,
    reveal: (content: Content) => freshness.undisturbed(() => tree.reveal(content)),
    browserUrl: (content: Content) =>
      browserUrl(content, sessions.find(content.site)?.profile.aliases?.[0] ?? content.site.server),
    pathOf: (content: Content) => contentOf(content.site).pathOf(content),
    ...contentPicker({ sessions, contentOf }),
  };
  const jobsRoom: Lazy<JobsRoom> = lazy(async () =>
    (await import('./jobsRoom')).openJobsRoom({
      ...needs,
      context,
      clock,
      report,
      view: jobsView,
      ended: told((trail, watch) => trail.ended(watch)),
    }),
  );
  const automation: Lazy<AutomationPart> = lazy(async () =>
    (await import('./automationPart')).automationPart(
      { ...needs, clock, context },
      () => jobsRoom.made()?.jobs,
    ),
  );
  const jobsView: LazyJobsView = new LazyJobsView(async () => (await jobsRoom()).tree);

  const itemsOf = (clicked?: unknown, selected?: unknown): readonly Content[] => {
    const items = contentTargets(clicked, selected, tree.view.selection);
    active.use(items[0]?.site);
    return items;
  };
  const onItems =
    (command: ItemCommand) =>
    (clicked?: unknown, selected?: unknown): Promise<void> =>
      command(itemsOf(clicked, selected));

  const code = registerCode(
    async () =>
      (await import('./codePart')).codePart({ ...needs, freshness, clock, itemsOf, report }),
    () => sessions.list().length > 0,
    report,
  );
  const pipelines = pipelineCommands(async () =>
    (await import('./pipelinesPart')).pipelinesPart({ ...needs, itemsOf }),
  );
  network.follow(sessions, report);
  context.subscriptions.push(
    log,
    network,
    sessions,
    active,
    texts,
    contents,
    freshness,
    tree,
    jobsView,
    code.owned,
    pipelines.owned,
    disposeIfMade(jobsRoom, automation),
    registerTasks('tableau', async () => (await automation()).tasks((await jobsRoom()).jobs)),
    registerTools(context, async () => (await automation()).tools((await jobsRoom()).jobs)),
    tree.view.onDidChangeSelection(({ selection }) => active.use(siteOfRow(selection[0]))),
    panels.owned,
    toldErrors,
    afterActivation(
      report,
      () => void jobsRoom().catch(report), // What was watched before a reload is picked up.
      () => followSites(sessions, contents, report),
      () => new SiteStatus(active),
      () => panels.registerProviders(),
      () => code.registerProviders(),
      () =>
        followRecommendedSite(onDemand, needs, () => setting('vizport.recommendedSite'), report),
      () => new TokenWatch(sessions, clock, log),
      () => new WarmUp(sessions, () => network.library().then(prepareRows), clock, log),
    ),
    sessions.onDidNotice((notice) => {
      onDemand()
        .then(({ tellNotice }) => tellNotice(sessions, notice))
        .catch(report);
    }),
    registerCommands(
      {
        'vizport.signIn': async (site) => {
          await signInTo(siteOfRow({ site }));
        },
        ...siteCommands(onDemand, sessions, replace),
        ...siteAndAccess(onDemand, needs, itemsOf),
        'vizport.findLuid': async (text) => (await onDemand()).findLuid(needs)(text),
        'vizport.findContent': findContent(needs),
        'vizport.filterTree': filterTree(tree),
        'vizport.clearFilter': clearFilter(tree),
        'vizport.refreshTree': async () => {
          freshness.forget();
          await refreshTree(tree)();
        },
        'vizport.refreshNode': (...args) => refreshNode(tree)(rowTargets(...args)),
        'vizport.showMore': (...args) => showMore(tree)(rowTargets(...args)),
        'vizport.retry': (...args) => retry(tree)(rowTargets(...args)),
        ...itemCommands(needs, onItems),
        ...code.commands,
        ...pipelines.commands,
        ...freshness.commands(),
        ...jobsViewCommands(async () => (await jobsRoom()).commands, jobsView.view),
        ...panels.commands(onItems, needs),
        'vizport.openAuditTrail': async () => (await automation()).openAuditTrail(),
        ...networkCommands(onDemand, {
          ...needs,
          network,
          context,
          now: clock.now,
          callsToday: async (site) => (await jobsRoom()).callsToday(site),
        }),
        'vizport.showLog': async () => log.show(),
      },
      async (error, again) => {
        if (!toldErrors.takes(error, again)) await report(error);
      },
    ),
  );
  return context.extensionMode === vscode.ExtensionMode.Development
    ? developmentApi(sessions)
    : undefined;
}
