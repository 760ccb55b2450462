/** The door to all about freshness: the Freshness view, marks in the tree and commands are loaded when one of them is first wanted. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { Disposable, Event } from '../base/emitter';
import type { Content, SiteRef } from '../tableau/model';
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
        this.#changed.fire(undefined);
      }),
    );
    this.#load = () => load(tree.view);
  }

  look(content: Content): FreshLook | undefined {
    if (content.kind !== 'workbook' && content.kind !== 'datasource') return undefined;
    if (!this.#shown) return undefined;
    if (this.#part === undefined) this.#opened().catch(this.report);
    return this.#part?.look(content);
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
    this.#owned.dispose();
  }

  #opened(): Promise<FreshnessPart> {
    return (this.#loading ??= this.#load().then((part) => {
      this.#part = this.#owned.add(part);
      this.#owned.add(part.onDidChange((site) => this.#changed.fire(site)));
      this.#changed.fire(undefined);
      return part;
    }));
  }
}
