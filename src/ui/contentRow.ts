/** One item as a row of a quick pick: icon, name, and where it is. */
import * as vscode from 'vscode';
import { kindOf } from '../content/contentKinds';
import type { KindName } from '../tableau/model';
import { kindName } from './contentText';
import { plainLabel } from './plainLabel';

export interface RowFacts {
  readonly kind: KindName;
  readonly name: string;
  /** With the item's own name at the end, as `SiteContent.path` gives it. */
  readonly path?: string | undefined;
  /** Where rows of several sites stand together. */
  readonly siteName?: string | undefined;
}

export function contentRow(facts: RowFacts): vscode.QuickPickItem {
  const { kind, name, path, siteName } = facts;
  const place = path?.endsWith(`/${name}`) === true ? path.slice(0, -name.length - 1) : undefined;
  const parts = [kindName(kind), place, siteName].filter((part) => part !== undefined);
  return {
    label: plainLabel(name),
    description: plainLabel(parts.join(' · ')),
    iconPath: new vscode.ThemeIcon(kindOf(kind).icon),
  };
}
