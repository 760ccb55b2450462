/** The door to all about freshness: the Freshness view, marks in the tree and commands are loaded when one of them is first wanted. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { Disposable, Event } from '../base/emitter';
import { siteKey, type Content, type SiteRef } from '../tableau/model';
import type { CommandArgs, CommandHandlers } from '../ui/commands';
import type { Fact } from '../ui/contentFacts';
import { onSettings, setting } from '../ui/settings';
import type { FreshNode } from './freshness/freshnessNode';
import { LazyTree } from './lazyTree';

/** What the tree shows of an item's freshness. */
export interface FreshLook {
  /** Behind the name, such as `refreshed 3 hours ago`. */
  readonly text: string;
  /** What a rule says of it. */
  readonly verdict?: string;
  /** Carries the badge and the colour. */
  readonly uri?: vscode.Uri;
  readonly facts: readonly Fact[];
}

export interface FreshnessPart extends Disposable {
  readonly tree: vscode.TreeDataProvider<FreshNode>;
  readonly onDidChange: Event<SiteRef | undefined>;
  /** As far as it is known now; what is not known yet is asked for, and `onDidChange` fires when it is there. */
  look(content: Content): FreshLook | undefined;
  forget(): void;
  run(id: FreshnessCommand, args: readonly unknown[]): Promise<void>;
}

const ids = [
  'vizport.refreshIncrementally',
  'vizport.refreshProject',
  'vizport.refreshByTag',
  'vizport.showSchedules',
  'vizport.addSchedule',
  'vizport.changeSchedule',
  'vizport.removeSchedule',
  'vizport.runSchedule',
  'vizport.reloadFreshness',
  'vizport.sortFreshness',
  'vizport.exportFreshness',
  'vizport.editFreshnessRules',
  'vizport.showMoreFreshness',
] as const satisfies readonly (keyof CommandArgs)[];
export type FreshnessCommand = (typeof ids)[number];

export class FreshnessGate implements vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<SiteRef | undefined>());
  /** Something else is known of the items of a site, or of all sites. */
  readonly onDidChange = this.#changed.event;
  readonly #load: () => Promise<FreshnessPart>;
  readonly view: vscode.TreeView<FreshNode>;
  #loading: Promise<FreshnessPart> | undefined;
  #part: FreshnessPart | undefined;
  readonly #waiting = new Map<string, Content>();
  readonly #news = new Map<string, SiteRef | undefined>();
  #disturbing = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Read once: a thousand rows may ask. */
  #shown = setting('vizport.freshness.showInTree');

  constructor(
    load: (view: vscode.TreeView<FreshNode>) => Promise<FreshnessPart>,
    private readonly report: (error: unknown) => unknown,
  ) {
    const tree = this.#owned.add(
      new LazyTree<FreshNode>('vizport.freshness', async () => (await this.#opened()).tree),
    );
    this.view = tree.view;
    this.#owned.add(
      onSettings(['vizport.freshness.showInTree'], () => {
        this.#shown = setting('vizport.freshness.showInTree');
        this.#tell(undefined);
      }),
    );
    this.#load = () => load(tree.view);
  }

  /** For the tree, whose setting may say that it shows nothing of it. */
  look(content: Content): FreshLook | undefined {
    return this.#shown ? this.lookAnyway(content) : undefined;
  }

  /** For somebody who asks about this one item. */
  lookAnyway(content: Content): FreshLook | undefined {
    if (content.kind !== 'workbook' && content.kind !== 'datasource') return undefined;
    if (this.#part !== undefined) return this.#part.look(content);
    // One item of each site is enough for the part to ask for all of them.
    this.#waiting.set(siteKey(content.site), content);
    this.#opened().catch(this.report);
    return undefined;
  }

  /** Rows that are drawn anew while VS Code goes to one of them would make it lose its way. */
  async undisturbed(work: () => Promise<void>): Promise<void> {
    this.#disturbing += 1;
    try {
      await work();
    } finally {
      this.#disturbing -= 1;
      if (this.#disturbing === 0 && this.#news.size > 0) this.#soon();
    }
  }

  /** Ages are asked for anew when somebody looks next. */
  forget(): void {
    this.#part?.forget();
  }

  commands(): Pick<CommandHandlers, FreshnessCommand> {
    const handlers = ids.map((id) => [
      id,
      async (...args: unknown[]) => (await this.#opened()).run(id, args),
    ]);
    return Object.fromEntries(handlers) as Pick<CommandHandlers, FreshnessCommand>;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  /** Many refreshes may end at once: the rows of a site are drawn once for all of them. */
  #tell(site: SiteRef | undefined): void {
    this.#news.set(site === undefined ? '' : siteKey(site), site);
    if (this.#disturbing === 0) this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#disturbing > 0) return;
      const news = [...this.#news.values()];
      this.#news.clear();
      for (const site of news.includes(undefined) ? [undefined] : news) this.#changed.fire(site);
    }, 100);
  }

  #opened(): Promise<FreshnessPart> {
    return (this.#loading ??= this.#load().then((part) => {
      this.#part = this.#owned.add(part);
      this.#owned.add(part.onDidChange((site) => this.#tell(site)));
      for (const content of this.#waiting.values()) part.look(content);
      this.#waiting.clear();
      return part;
    }));
  }
}
