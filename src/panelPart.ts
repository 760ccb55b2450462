/** The metadata panels and the queries in files, put together for the roof; what is in them is loaded when it is first used. */
import * as vscode from 'vscode';
import type { Event } from './base/emitter';
import type { Log } from './base/log';
import { openInMetadataPanel, openMetadataPanel } from './commands/openMetadataPanel';
import type { ItemCommand, ItemNeeds } from './commands/itemNeeds';
import type { SiteContent } from './content/siteContent';
import { registerQueryFiles } from './metadata/files/lazyQueryFiles';
import { MetadataPanels } from './metadata/metadataPanels';
import type { SessionsContract } from './session/sessionsContract';
import type { ContentRef, SiteRef } from './tableau/model';
import { errorText } from './ui/errorText';

export interface PanelPartNeeds {
  readonly context: vscode.ExtensionContext;
  readonly sessions: SessionsContract;
  readonly log: Log;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly active: { readonly onDidChange: Event<unknown> };
  readonly report: (error: unknown) => Promise<void>;
}

export function panelPart({ context, active, report, ...needs }: PanelPartNeeds) {
  const panelNeeds = {
    ...needs,
    errorText,
    extensionUri: context.extensionUri,
    memory: context.globalState,
    schemaFolder: vscode.Uri.joinPath(context.globalStorageUri, 'schemas').fsPath,
    itemOf: (ref: ContentRef, signal?: AbortSignal) =>
      needs.contentOf(ref.site).details(ref, signal),
  };
  const panels = new MetadataPanels(panelNeeds);
  const files = registerQueryFiles(
    async () =>
      new (await import('./metadata/files/queryFiles')).QueryFiles({
        ...panelNeeds,
        openPanel: (options) => panels.open(options),
        onDidChangeSites: active.onDidChange,
        report,
      }),
  );
  return {
    owned: vscode.Disposable.from(panels, files.owned),
    registerProviders: files.registerProviders,
    commands: <Handler>(
      onItems: (command: ItemCommand) => Handler,
      picking: Pick<ItemNeeds, 'pickContent'>,
    ) => ({
      ...files.commands,
      'vizport.openMetadataPanel': openMetadataPanel(panels),
      'vizport.askMetadataQuestion': () => panels.ask(),
      'vizport.openInMetadataPanel': onItems(openInMetadataPanel(panels, picking)),
    }),
  };
}
