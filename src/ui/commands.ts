/** Every command: its id and what it may be called with. Declared and not registered does not compile. */
import * as vscode from 'vscode';
import type { SiteRef } from '../tableau/model';

/** From a menu VS Code passes the clicked row and, with several selected, all of them; from the palette nothing. */
type FromMenu = [clicked?: unknown, selected?: unknown];

export interface CommandArgs {
  'vizport.signIn': [site?: SiteRef];
  'vizport.resumeSite': FromMenu;
  'vizport.signOut': FromMenu;
  'vizport.replaceCredentials': FromMenu;
  'vizport.addSecondSecret': FromMenu;
  'vizport.switchSecret': FromMenu;
  'vizport.removeSite': FromMenu;
  'vizport.findLuid': [text?: string];
  'vizport.findContent': [];
  'vizport.filterTree': [text?: string];
  'vizport.clearFilter': [];
  'vizport.refreshTree': [];
  'vizport.refreshNode': FromMenu;
  'vizport.showMore': FromMenu;
  'vizport.retry': FromMenu;
  'vizport.copyLuid': FromMenu;
  'vizport.copyName': FromMenu;
  'vizport.copyPath': FromMenu;
  'vizport.copyUrl': FromMenu;
  'vizport.copyAsJson': FromMenu;
  'vizport.openInBrowser': FromMenu;
  'vizport.revealInTree': FromMenu;
  'vizport.refreshExtract': FromMenu;
  'vizport.refreshIncrementally': FromMenu;
  'vizport.refreshProject': FromMenu;
  'vizport.refreshByTag': FromMenu;
  'vizport.showSchedules': FromMenu;
  'vizport.addSchedule': FromMenu;
  'vizport.changeSchedule': FromMenu;
  'vizport.removeSchedule': FromMenu;
  'vizport.runSchedule': FromMenu;
  'vizport.reloadFreshness': FromMenu;
  'vizport.sortFreshness': [];
  'vizport.exportFreshness': FromMenu;
  'vizport.editFreshnessRules': [];
  'vizport.showMoreFreshness': FromMenu;
  'vizport.runFlow': FromMenu;
  'vizport.showJobDetails': FromMenu;
  'vizport.cancelJob': FromMenu;
  'vizport.runJobAgain': FromMenu;
  'vizport.revealJobItem': FromMenu;
  'vizport.openJobItem': FromMenu;
  'vizport.copyJob': FromMenu;
  'vizport.copyJobLuid': FromMenu;
  'vizport.checkJobAgain': FromMenu;
  'vizport.refreshJobs': FromMenu;
  'vizport.filterJobs': [text?: unknown];
  'vizport.clearJobsFilter': [];
  'vizport.resolve': [text?: unknown];
  'vizport.findOnOtherSite': FromMenu;
  'vizport.askAboutId': [luid?: unknown];
  'vizport.replaceUrls': [uri?: unknown, range?: unknown];
  'vizport.addNames': [uri?: unknown, range?: unknown];
  'vizport.insertLuid': [];
  'vizport.copyDeepLink': FromMenu;
  'vizport.actOnItem': [ref: unknown, action: unknown];
  'vizport.openMetadataPanel': FromMenu;
  'vizport.askMetadataQuestion': [];
  'vizport.openInMetadataPanel': FromMenu;
  'vizport.runQuery': [uri?: unknown, offset?: unknown];
  'vizport.openQueryInPanel': [uri?: unknown, offset?: unknown];
  'vizport.switchSite': [];
  'vizport.openOtherSite': FromMenu;
  'vizport.generateRefreshCode': FromMenu;
  'vizport.copyAsCurl': FromMenu;
  'vizport.exportMapping': FromMenu;
  'vizport.checkDrift': [];
  'vizport.whoCanRefresh': FromMenu;
  'vizport.couldUserRefresh': FromMenu;
  'vizport.forgetEverything': [];
  'vizport.testConnection': [target?: unknown];
  'vizport.connectionSettings': [target?: unknown];
  'vizport.reportIssue': [];
  'vizport.openAuditTrail': [];
  'vizport.showLog': [];
}

export type CommandHandlers = {
  readonly [Id in keyof CommandArgs]: (...args: CommandArgs[Id]) => Promise<void>;
};

/** The only try/catch around commands: what they throw becomes one message. */
export function registerCommands(
  handlers: CommandHandlers,
  report: (error: unknown, again: () => void) => Promise<void>,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await (handler as (...given: unknown[]) => Promise<void>)(...args);
      } catch (error) {
        // Its own failures are reported like this one's.
        await report(error, () => void vscode.commands.executeCommand(id, ...args));
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
