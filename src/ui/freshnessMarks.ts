/** The badge and colour beside a row: all that they say stands in the row's resource address, so nothing is kept for them. */
import * as vscode from 'vscode';
import type { Verdict } from '../freshness/itemFreshness';
import { siteKey, type Content } from '../tableau/model';

const scheme = 'vizport-freshness';

/** Without a verdict worth a mark the row has none. */
export function markUri(
  content: Content,
  verdict: Verdict,
  words: string | undefined,
): vscode.Uri | undefined {
  if (words === undefined) return undefined;
  return vscode.Uri.from({
    scheme,
    path: `/${verdict}/${content.kind}/${content.luid}`,
    query: words,
    fragment: siteKey(content.site),
  });
}

export class FreshnessMarks implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    switch (uri.path.split('/')[1]) {
      case 'stale':
        return new vscode.FileDecoration(
          '!',
          uri.query,
          new vscode.ThemeColor('vizport.staleForeground'),
        );
      case 'noTime':
        return new vscode.FileDecoration('?', uri.query);
      case 'fresh':
        return new vscode.FileDecoration('✓', uri.query);
      default:
        return undefined;
    }
  }
}
