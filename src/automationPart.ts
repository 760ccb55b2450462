/**
 * What other programs meet: tasks, language-model tools and the audit trail (`dist/automation.js`), loaded when the first of them
 * is used: import it with `import()` only.
 */
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { languageModelTools } from './agents/tools';
import { AuditFile } from './audit/auditFile';
import { AuditTrail } from './audit/auditTrail';
import type { Clock } from './base/clock';
import type { Disposable } from './base/emitter';
import { FileLeases } from './base/lease';
import type { Log } from './base/log';
import { openAuditTrail } from './commands/openAuditTrail';
import type { JobsContract } from './jobs/jobsContract';
import { siteKey, type SiteRef } from './tableau/model';
import { TableauTaskProvider } from './tasks/taskProvider';
import type { Tools } from './ui/lazyParts';
import type { ItemSources } from './ui/namedItems';

export interface AutomationNeeds extends ItemSources {
  readonly log: Log;
  readonly clock: Clock;
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri'>;
}

export interface AutomationPart extends Disposable {
  readonly trail: AuditTrail;
  openAuditTrail(): Promise<void>;
  tasks(jobs: JobsContract): TableauTaskProvider;
  tools(jobs: JobsContract): Tools;
}

/** `jobs`: those that are known so far, to name the items of jobs by. */
export function automationPart(
  needs: AutomationNeeds,
  jobs: () => JobsContract | undefined,
): AutomationPart {
  const { sessions, log, clock, context } = needs;
  const folder = context.globalStorageUri.fsPath;
  const leases = new FileLeases({ directory: join(folder, 'leases'), log });
  const file = new AuditFile({ path: join(folder, 'audit.jsonl'), leases });
  const whoOn = (site: SiteRef): string | undefined => {
    const profile = sessions.find(site)?.profile;
    return profile?.userName ?? profile?.account;
  };
  const itemOf = (site: SiteRef, luid: string) => {
    const watch = jobs()
      ?.list()
      .find(
        ({ target, jobLuid }) =>
          siteKey(target.ref.site) === siteKey(site) &&
          [target.ref.luid, target.task, jobLuid].some((one) => one === luid),
      );
    return watch && { ref: watch.target.ref, name: watch.target.name };
  };
  const trail = new AuditTrail({ file, clock, log, whoOn, itemOf });
  return {
    trail,
    openAuditTrail: () => {
      trail.tryAgain();
      return openAuditTrail([file.path, file.previousPath], trail.waiting);
    },
    tasks: (known) => new TableauTaskProvider({ ...needs, jobs: known }),
    tools: (known) => languageModelTools({ ...needs, jobs: known }),
    dispose() {
      trail.tryAgain();
      leases.dispose();
    },
  };
}
