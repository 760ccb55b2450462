/** A content tree over a fake Tableau server, with real sessions whose secrets rest in a map. */
import * as vscode from 'vscode';
import { systemClock } from '../../../src/base/clock';
import { SiteContents } from '../../../src/content/siteContents';
import type { Sessions } from '../../../src/session/sessions';
import type { ContentUrl, SiteRef } from '../../../src/tableau/model';
import { ContentTree } from '../../../src/views/contentTree';
import type { TreeNode } from '../../../src/views/treeNode';
import {
  startFakeTableau,
  type FakeTableau,
  type FakeTableauOptions,
} from '../../fakeTableau/server';
import { memorySessions } from './memorySessions';

export interface TreeBed {
  readonly fake: FakeTableau;
  readonly sessions: Sessions;
  readonly contents: SiteContents;
  readonly tree: ContentTree;
  readonly site: SiteRef;
  /** The servers that requests were sent to. */
  readonly asked: ReadonlySet<string>;
  signIn(contentUrl?: string): Promise<void>;
  signInAsAdministrator(): Promise<void>;
  /** The row below another (or the site's, without one) with this label. */
  row(label: string, below?: TreeNode): Promise<TreeNode>;
  /** From the first site down. */
  walk(...labels: readonly string[]): Promise<TreeNode>;
  children(of?: TreeNode): Promise<readonly TreeNode[]>;
  labels(of?: TreeNode): Promise<readonly string[]>;
  /** Resolves when a condition holds after some change of the tree, or at once. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

/** No view with this id is contributed: the tests ask the provider as VS Code does, and the product's own view is left alone. */
const viewId = 'vizport.contentTest';

export async function openTreeBed(options: FakeTableauOptions = {}): Promise<TreeBed> {
  const fake = await startFakeTableau(options);
  const asked = new Set<string>();
  const sessions = memorySessions('vizport-test', asked);
  const contents = new SiteContents((site) => sessions.client(site));
  const tree = new ContentTree(sessions, (site) => contents.of(site), systemClock, viewId);
  const site: SiteRef = { server: fake.url, contentUrl: 'sales' as ContentUrl };
  const children = (of?: TreeNode): Promise<readonly TreeNode[]> => tree.getChildren(of);
  const bed: TreeBed = {
    fake,
    sessions,
    contents,
    tree,
    site,
    asked,
    async signIn(contentUrl = 'sales') {
      const { name, secret } = fake.credentials.personalAccessToken;
      await sessions.signIn(
        { server: fake.url, contentUrl: contentUrl as ContentUrl },
        { method: 'personalAccessToken', name, secret },
      );
    },
    async signInAsAdministrator() {
      const { name, secret } = fake.credentials.administrator.personalAccessToken;
      await sessions.signIn(site, { method: 'personalAccessToken', name, secret });
    },
    children,
    async row(label, below) {
      const rows = await children(below);
      const found = rows.find((row) => labelOf(tree, row) === label);
      if (found === undefined)
        throw new Error(`No row "${label}" among ${(await bed.labels(below)).join(' | ')}`);
      return found;
    },
    async walk(...labels) {
      let [at] = await children();
      for (const label of labels) at = await bed.row(label, at);
      if (at === undefined) throw new Error('There is no site');
      return at;
    },
    labels: async (of) => (await children(of)).map((row) => labelOf(tree, row)),
    async until(holds) {
      let changed = false;
      let wake: (() => void) | undefined;
      const heard = tree.onDidChangeTreeData(() => {
        changed = true;
        wake?.();
      });
      try {
        while (!(await holds())) {
          if (!changed) await new Promise<void>((resolve) => (wake = resolve));
          changed = false;
        }
      } finally {
        heard.dispose();
      }
    },
    async close() {
      tree.dispose();
      contents.dispose();
      sessions.dispose();
      await fake.close();
    },
  };
  return bed;
}

export function labelOf(tree: ContentTree, row: TreeNode): string {
  const { label } = tree.getTreeItem(row);
  return typeof label === 'string' ? label : (label?.label ?? '');
}

/** What VS Code would show on hovering: our own is a Markdown string. */
export function tooltipOf(tree: ContentTree, row: TreeNode): string {
  const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(row), row);
  return tooltip instanceof vscode.MarkdownString ? tooltip.value : (tooltip ?? '');
}
