/** A quick pick that finds content by name while it is typed, and while the names are still being read. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { ContentSearch } from '../content/contentSearch';
import type { SiteContent } from '../content/siteContent';
import { isAbort } from '../tableau/errors';
import type { Content } from '../tableau/model';
import { contentRow } from './contentRow';
import { failureRows } from './failureRows';
import { rowsInSight, saysTheSame } from './sameRows';

/** More rows than this nobody reads; typing narrows them. */
const limit = 200;
/** How long to gather what arrives before it is drawn: into a box that has room, and under somebody's eyes. */
const gatherMs = 120;
const gatherFullMs = 1_000;

export interface RowButton {
  readonly icon: string;
  readonly tooltip: string;
  shownFor(content: Content): boolean;
  run(content: Content): Promise<void>;
}

export interface FindOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly fits?: ((content: Content) => boolean) | undefined;
  readonly buttons?: readonly RowButton[];
}

export interface NamedSite {
  readonly name: string;
  readonly content: SiteContent;
}

interface Row extends vscode.QuickPickItem {
  readonly content?: Content;
  readonly from?: NamedSite;
  readonly retry?: NamedSite;
}

interface Button extends vscode.QuickInputButton {
  readonly run: (content: Content) => Promise<void>;
}

/** The item with all that is known of it; undefined when the user backs out. */
export async function quickFind(
  sites: readonly NamedSite[],
  options: FindOptions,
): Promise<Content | undefined> {
  const find = new QuickFind(sites, options, false);
  const [found] = await find.show().finally(() => find.dispose());
  return found;
}

/** All that are checked, or, where none is, the one that Enter was pressed on. Empty when the user backs out. */
export function quickFindMany(
  sites: readonly NamedSite[],
  options: FindOptions,
): Promise<readonly Content[]> {
  const find = new QuickFind(sites, options, true);
  return find.show().finally(() => find.dispose());
}

class QuickFind {
  readonly #pick = vscode.window.createQuickPick<Row>();
  readonly #owned = new Disposables();
  readonly #abort = new AbortController();
  readonly #errors = new Map<NamedSite, unknown>();
  readonly #searches = new Map<NamedSite, ContentSearch>();
  #drawing: NodeJS.Timeout | undefined;
  #loading = 0;
  /** Rows that are checked. They stand first, whatever is typed: VS Code names rows by their numbers. */
  #checked: readonly Row[] = [];

  constructor(
    private readonly sites: readonly NamedSite[],
    private readonly options: FindOptions,
    private readonly many: boolean,
  ) {
    this.#pick.canSelectMany = many;
    this.#owned.add(this.#pick);
    this.#pick.placeholder = options.placeholder;
    this.#pick.keepScrollPosition = true;
  }

  show(): Promise<readonly Content[]> {
    return new Promise((resolve, reject) => {
      this.#owned.add(this.#pick.onDidChangeValue(() => this.#draw()));
      this.#owned.add(
        this.#pick.onDidChangeSelection((rows) => {
          if (this.many) this.#checked = rows.filter(isItem);
        }),
      );
      this.#owned.add(this.#pick.onDidHide(() => resolve([])));
      this.#owned.add(
        this.#pick.onDidTriggerItemButton(({ button, item }) => {
          if (item.content !== undefined) (button as Button).run(item.content).catch(reject);
        }),
      );
      this.#owned.add(
        this.#pick.onDidAccept(() => {
          const { activeItems, items, value } = this.#pick;
          const row = activeItems[0] ?? (this.many && value !== '' ? items[0] : undefined);
          if (this.#checked.length > 0) this.#details(this.#checked).then(resolve, reject);
          else if (row?.retry !== undefined) this.#load(row.retry);
          else if (row !== undefined && isItem(row)) this.#details([row]).then(resolve, reject);
        }),
      );
      for (const site of this.sites) this.#load(site);
      this.#pick.show();
    });
  }

  dispose(): void {
    this.#abort.abort(new DOMException('The search was closed', 'AbortError'));
    clearTimeout(this.#drawing);
    this.#owned.dispose();
  }

  /** The rows come from slim lists: what is chosen is asked for in full, while the box is busy. */
  #details(rows: readonly Row[]): Promise<readonly Content[]> {
    this.#pick.busy = true;
    this.#pick.enabled = false;
    return Promise.all(
      rows.flatMap(({ from, content }) =>
        from && content ? [from.content.details(content, this.#abort.signal)] : [],
      ),
    );
  }

  #load(site: NamedSite): void {
    this.#errors.delete(site);
    const search = site.content.search;
    this.#searches.set(site, search);
    const listening = this.#owned.add(search.onDidChange(() => this.#drawSoon()));
    this.#loading += 1;
    this.#draw();
    search
      .load(this.#abort.signal)
      .catch((error: unknown) => {
        if (!isAbort(error)) this.#errors.set(site, error);
        // Refreshed while the box is open: there is a new search. Closed: there is nobody to tell.
        else if (!this.#abort.signal.aborted && site.content.search !== search) this.#load(site);
      })
      .finally(() => {
        listening.dispose();
        this.#loading -= 1;
        if (!this.#abort.signal.aborted) this.#draw(this.#loading === 0);
      });
  }

  #drawSoon(): void {
    const isFull = this.#pick.items.length >= rowsInSight;
    this.#drawing ??= setTimeout(() => this.#draw(false), isFull ? gatherFullMs : gatherMs);
  }

  /** `whole`: something was typed or all has come, so that rows out of sight count too. */
  #draw(whole = true): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    const pick = this.#pick;
    const [active] = pick.activeItems;
    const moved = active !== undefined && active !== pick.items[0];
    const checked = this.#checked;
    const isChecked = new Set(checked.map(keyOf));
    const found = this.sites.flatMap((site) => this.#rowsOf(site));
    const rows = [
      ...checked,
      ...found.filter((row) => row.content === undefined || !isChecked.has(keyOf(row))),
    ];
    pick.busy = this.#loading > 0;
    pick.title = this.#title();
    if (saysTheSame({ shown: pick.items, rows, whole, means: areOneThing })) return;
    pick.items = rows;
    if (this.many) pick.selectedItems = checked;
    // What somebody has moved to stays chosen although other rows arrive.
    const kept = moved && active.content && rows.find((row) => row.content === active.content);
    const [first = rows[0]] = rows.slice(checked.length);
    if (kept) pick.activeItems = [kept];
    // With boxes VS Code marks no row by itself, and Enter would find none.
    else if (this.many && first !== undefined) pick.activeItems = [first];
  }

  #title(): string {
    const { title } = this.options;
    if (this.#loading === 0) return title;
    const progress = [...this.#searches.values()].map((search) => search.progress);
    const loaded = progress.reduce((sum, one) => sum + one.loaded, 0);
    const total = progress.reduce((sum, one) => sum + (one.total ?? Number.NaN), 0);
    if (loaded === 0) return vscode.l10n.t('{0}: loading names…', title);
    return Number.isNaN(total)
      ? vscode.l10n.t('{0}: {1} names loaded so far…', title, loaded.toLocaleString())
      : vscode.l10n.t(
          '{0}: {1} of {2} names loaded…',
          title,
          loaded.toLocaleString(),
          total.toLocaleString(),
        );
  }

  #rowsOf(site: NamedSite): readonly Row[] {
    const { value } = this.#pick;
    const search = this.#searches.get(site) ?? site.content.search;
    const { items, total } = search.find(value, limit, this.options.fits);
    const rows: Row[] = items.map((content) => this.#row(site, content));
    if (total > items.length)
      rows.push({
        label: vscode.l10n.t('Too many matches to show: type more of the name'),
        alwaysShow: true,
      });
    return [...rows, ...failureRows(site, search.progress.failures, this.#errors.get(site))];
  }

  #row(site: NamedSite, content: Content): Row {
    const buttons = (this.options.buttons ?? []).filter((button) => button.shownFor(content));
    return {
      ...contentRow({
        kind: content.kind,
        name: content.name,
        path: site.content.path(content),
        siteName: this.sites.length > 1 ? site.name : undefined,
      }),
      // Found by our own rules, which know more than the label.
      alwaysShow: true,
      content,
      from: site,
      buttons: buttons.map(({ icon, tooltip, run }): Button => ({
        iconPath: new vscode.ThemeIcon(icon),
        tooltip,
        run,
      })),
    };
  }
}

function keyOf({ content, from }: Row): string {
  return `${from?.name} ${content?.kind}:${content?.luid}`;
}

function isItem({ content, from }: Row): boolean {
  return content !== undefined && from !== undefined;
}

function areOneThing(one: Row, other: Row): boolean {
  return one.content === other.content && one.retry === other.retry;
}
