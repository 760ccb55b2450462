/** The roof: builds every object once, registers everything, decides nothing. */
import * as vscode from 'vscode';
import type { DevelopmentApi } from './api';
import { systemClock } from './base/clock';
import { copyAsJson } from './commands/copyAsJson';
import { copyLuid } from './commands/copyLuid';
import { copyName } from './commands/copyName';
import { copyPath } from './commands/copyPath';
import { copyUrl } from './commands/copyUrl';
import { clearFilter, filterTree } from './commands/filterTree';
import { findContent } from './commands/findContent';
import type { ItemCommand } from './commands/itemNeeds';
import { openInBrowser } from './commands/openInBrowser';
import { openMetadataPanel } from './commands/openMetadataPanel';
import { refreshExtract } from './commands/refreshExtract';
import { revealInTree } from './commands/revealInTree';
import { runFlow } from './commands/runFlow';
import type { SignIn } from './commands/signIn';
import { followRecommendedSite, siteAndAccess } from './commands/siteAndAccess';
import {
  onConnectedApp,
  removeSite,
  replaceCredentialsOf,
  resumeSite,
  signOut,
} from './commands/sites';
import { refreshNode, refreshTree, retry, showMore } from './commands/treeRows';
import { browserUrl } from './content/contentKinds';
import { SiteContents } from './content/siteContents';
import { JobTracker } from './jobs/jobTracker';
import { MetadataPanels } from './metadata/metadataPanels';
import { ActiveSite } from './session/activeSite';
import { Sessions } from './session/sessions';
import type { Content, SiteRef } from './tableau/model';
import { registerCommands } from './ui/commands';
import { developmentApi } from './ui/developmentApi';
import { errorText } from './ui/errorText';
import { JobFollower } from './ui/followJobs';
import { jwtCommands } from './ui/jwtCommands';
import { LazyNetwork } from './ui/lazyNetwork';
import { showError } from './ui/messages';
import { contentPicker } from './ui/pickContent';
import { siteOfRow } from './ui/pickSite';
import { ReadOnlyTexts } from './ui/readOnlyText';
import { setting } from './ui/settings';
import { followSites } from './ui/siteChanges';
import { ContentTree } from './views/contentTree';
import { SiteStatus } from './views/siteStatus';
import { contentTargets, rowTargets } from './views/treeTargets';

/** Rarely used or large: loaded when it is first needed. */
const onDemand = () => import('./onDemand');

/** Not async: nothing here waits for the network, and nothing asks it. */
export function activate(context: vscode.ExtensionContext): DevelopmentApi | undefined {
  const log = vscode.window.createOutputChannel('Vizport', { log: true });
  const clock = systemClock;
  const network = new LazyNetwork(context, log);
  const sessions = new Sessions({
    memory: context.globalState,
    secrets: context.secrets,
    log,
    clock,
    loadLibrary: () => network.library(),
    jwtCommand: (name) => jwtCommands().get(name),
    userAgent: `vizport/${(context.extension.packageJSON as { version: string }).version}`,
  });
  const active = new ActiveSite(sessions, context.workspaceState, log);
  const texts = new ReadOnlyTexts();
  const contents = new SiteContents((site) => sessions.client(site));
  const contentOf = (site: SiteRef) => contents.of(site);
  const jobs = new JobTracker({
    client: (site) => sessions.client(site),
    // Of this window's folder: what all windows remembered, each would watch and tell.
    memory: context.workspaceState,
    clock,
    log,
  });
  const tree = new ContentTree(sessions, contentOf, clock);
  const report = (error: unknown): Promise<void> => showError(error, log);
  const panels = new MetadataPanels({
    extensionUri: context.extensionUri,
    sessions,
    log,
    errorText,
  });
  const follow = new JobFollower({ jobs, sessions, log });

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
    jobs,
    log,
    texts,
    memory: context.workspaceState,
    places: context,
    contentOf,
    follow,
    signIn: signInTo,
    reveal: (content: Content) => tree.reveal(content),
    browserUrl: (content: Content) =>
      browserUrl(content, sessions.find(content.site)?.profile.aliases?.[0] ?? content.site.server),
    pathOf: (content: Content) => contentOf(content.site).pathOf(content),
    ...contentPicker({ sessions, contentOf }),
  };
  const itemsOf = (clicked?: unknown, selected?: unknown): readonly Content[] => {
    const items = contentTargets(clicked, selected, tree.view.selection);
    active.use(items[0]?.site);
    return items;
  };
  const onItems =
    (command: ItemCommand) =>
    (clicked?: unknown, selected?: unknown): Promise<void> =>
      command(itemsOf(clicked, selected));

  network.follow(sessions, report);
  context.subscriptions.push(
    log,
    network,
    sessions,
    active,
    new SiteStatus(active),
    texts,
    contents,
    jobs,
    tree,
    tree.view.onDidChangeSelection(({ selection }) => active.use(siteOfRow(selection[0]))),
    followRecommendedSite(onDemand, needs, () => setting('vizport.recommendedSite'), report),
    panels,
    follow,
    followSites(sessions, contents, report),
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
        'vizport.resumeSite': resumeSite(sessions, replace),
        'vizport.signOut': signOut(sessions),
        'vizport.replaceCredentials': replaceCredentialsOf(sessions, replace),
        'vizport.addSecondSecret': onConnectedApp(sessions, async (entry) =>
          (await onDemand()).addSecondSecret(sessions)(entry),
        ),
        'vizport.switchSecret': onConnectedApp(
          sessions,
          async (entry) => (await onDemand()).switchSecret(sessions)(entry),
          ({ secondSecretId }) => secondSecretId !== undefined,
        ),
        'vizport.removeSite': removeSite(sessions),
        ...siteAndAccess(onDemand, needs, itemsOf),
        'vizport.findLuid': async (text) => (await onDemand()).findLuid(needs)(text),
        'vizport.findContent': findContent(needs),
        'vizport.filterTree': filterTree(tree),
        'vizport.clearFilter': clearFilter(tree),
        'vizport.refreshTree': refreshTree(tree),
        'vizport.refreshNode': (...args) => refreshNode(tree)(rowTargets(...args)),
        'vizport.showMore': (...args) => showMore(tree)(rowTargets(...args)),
        'vizport.retry': (...args) => retry(tree)(rowTargets(...args)),
        'vizport.copyLuid': onItems(copyLuid(needs)),
        'vizport.copyName': onItems(copyName(needs)),
        'vizport.copyPath': onItems(copyPath(needs)),
        'vizport.copyUrl': onItems(copyUrl(needs)),
        'vizport.copyAsJson': onItems(copyAsJson(needs)),
        'vizport.openInBrowser': onItems(openInBrowser(needs)),
        'vizport.revealInTree': onItems(revealInTree(needs)),
        'vizport.refreshExtract': onItems(refreshExtract(needs)),
        'vizport.runFlow': onItems(runFlow(needs)),
        'vizport.openMetadataPanel': openMetadataPanel(panels),
        'vizport.showLog': async () => log.show(),
      },
      report,
    ),
  );
  follow.resume();
  return context.extensionMode === vscode.ExtensionMode.Development
    ? developmentApi(sessions)
    : undefined;
}
