/** The words about ids in a result: what each is, and what can be done with it. */
import { l10n } from 'vscode';
import type { PanelStrings } from '../webview/protocol';

export function idStrings() {
  return {
    copyForm: l10n.t('Choose how LUIDs are copied'),
    formLines: l10n.t('One per line'),
    formCommas: l10n.t('Separated by commas'),
    formQuoted: l10n.t('In quotes, separated by commas'),
    formJson: l10n.t('JSON array'),
    formSql: l10n.t('SQL: {0}', "IN ('…', '…')"),
    copyQuoted: l10n.t('Copy LUID in Quotes'),
    copyJson: l10n.t('Copy LUID as JSON Array'),
    copySql: l10n.t('Copy LUID as SQL List'),
    copyValue: l10n.t('Copy Value'),
    valueCopied: l10n.t('Value copied'),
    reveal: l10n.t('Reveal in Tree'),
    refresh: l10n.t('Refresh Extract'),
    openInBrowser: l10n.t('Open in Browser'),
    idMenu: l10n.t('Actions on the result'),
    idLuid: l10n.t('**LUID**: the ID that REST and other tools use.'),
    idLuidOf: {
      project: l10n.t('**LUID** of a project'),
      workbook: l10n.t('**LUID** of a workbook'),
      datasource: l10n.t('**LUID** of a data source'),
      flow: l10n.t('**LUID** of a flow'),
      view: l10n.t('**LUID** of a view'),
      virtualConnection: l10n.t('**LUID** of a virtual connection'),
    },
    idMetadata: l10n.t('**Metadata ID**: known to the Metadata API only. It is no LUID.'),
    idUrl: l10n.t('**Number in the address** that a browser shows. It is no LUID.'),
    idInternal: l10n.t('**Internal number** of Tableau. It is no LUID, and stands in no address.'),
  } as const satisfies Partial<PanelStrings>;
}
