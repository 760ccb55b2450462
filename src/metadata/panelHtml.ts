/** The page's document: one script, one style sheet, nothing from elsewhere. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export function panelHtml(webview: vscode.Webview, assets: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64url');
  const address = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
  const csp = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // Monaco and React write style elements and attributes.
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource} data:`,
    `img-src ${webview.cspSource} data:`,
    // A worker cannot be started from the webview's origin: its text is fetched and started from a blob.
    `worker-src blob:`,
    `connect-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(csp)}">
<title>${escape(vscode.l10n.t('Metadata API'))}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(address('panel.css'))}">
</head>
<body>
<div id="root"><p class="vizport-loading" role="status">${escape(vscode.l10n.t('Opening the metadata panel…'))}</p></div>
<script nonce="${nonce}" src="${escape(address('panel.js'))}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
