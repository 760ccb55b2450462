/** The box of Resolve Anything: what is known at once, and what servers say as soon as nobody types for a moment. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';
import type { FoundItem } from '../content/findResult';
import { linesInBox, questionsIn } from '../references/question';
import { isAbort } from '../tableau/errors';
import { siteKey, type Content } from '../tableau/model';
import { contentRow } from '../ui/contentRow';
import { errorText } from '../ui/errorText';
import { nameOf } from '../ui/foundItem';
import { siteName } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';
import { saysTheSame } from '../ui/sameRows';
import { allSites, answer, distinct } from './answers';
import type { CodeNeeds } from './codeNeeds';

/** Several lines that are at hand. */
export interface Offer {
  readonly label: string;
  readonly lines: readonly string[];
}

export interface Beginning {
  readonly value: string;
  readonly offers: readonly Offer[];
  /** What may be pasted: a box of one line loses its line breaks. */
  readonly clipboard: string;
}

type Chosen = { readonly item: FoundItem } | { readonly lines: readonly string[] };

interface Row extends vscode.QuickPickItem {
  readonly chosen?: Chosen;
}

/** So long nobody types before a server is asked. */
const restMs = 300;
const limit = 50;
/** Answers of which only the name is known are asked for their places, so many of them. */
const completed = 10;

interface Said {
  readonly items: readonly FoundItem[];
  readonly whys: readonly string[];
}

const nothing: Said = { items: [], whys: [] };

export class ResolveBox {
  readonly #pick = vscode.window.createQuickPick<Row>();
  readonly #owned = new Disposables();
  readonly #closing = new AbortController();
  #asking: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawing: NodeJS.Timeout | undefined;
  #said: Said = nothing;
  #answered = true;

  constructor(
    private readonly needs: CodeNeeds,
    private readonly from: Beginning,
  ) {}

  async show(): Promise<Chosen | undefined> {
    const pick = this.#owned.add(this.#pick);
    pick.title = vscode.l10n.t('Resolve Anything');
    pick.placeholder = vscode.l10n.t(
      'A URL, LUID, number (workbook 1003), path (Finance/EMEA/Margin) or name',
    );
    pick.value = this.from.value;
    try {
      return await new Promise<Chosen | undefined>((resolve) => {
        this.#owned.add(pick.onDidHide(() => resolve(undefined)));
        this.#owned.add(pick.onDidChangeValue(() => this.#typed()));
        this.#owned.add(
          pick.onDidAccept(() => {
            const chosen = pick.activeItems[0]?.chosen;
            if (chosen !== undefined) resolve(chosen);
          }),
        );
        this.#readNames();
        this.#typed();
        pick.show();
      });
    } finally {
      this.#closing.abort(new DOMException('The box was closed', 'AbortError'));
      this.#asking?.abort(new DOMException('The box was closed', 'AbortError'));
      clearTimeout(this.#timer);
      clearTimeout(this.#drawing);
      this.#owned.dispose();
    }
  }

  /** Names of all sites, as Find Content by Name reads them: once, and kept. */
  #readNames(): void {
    for (const entry of allSites(this.needs)) {
      const { search } = this.needs.contentOf(entry.profile.site);
      this.#owned.add(
        search.onDidChange(() => {
          this.#drawing ??= setTimeout(() => this.#draw(), 120);
        }),
      );
      // What cannot be listed is told by what the question itself is answered with.
      search.load(this.#closing.signal).catch(() => undefined);
    }
  }

  #typed(): void {
    this.#asking?.abort(new DOMException('Something else is asked', 'AbortError'));
    clearTimeout(this.#timer);
    this.#said = nothing;
    const text = this.#pick.value;
    const one = linesInBox(text, this.from.clipboard).length === 1;
    this.#answered = !one;
    if (one) this.#timer = setTimeout(() => void this.#ask(text), restMs);
    this.#draw();
  }

  /** Never fails: what goes wrong stands in the box. */
  async #ask(text: string): Promise<void> {
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    const add = (said: Partial<Said>): void => {
      if (signal.aborted) return;
      const { items, whys } = this.#said;
      this.#said = {
        items: distinct([...items, ...(said.items ?? [])]),
        whys: [...whys, ...(said.whys ?? [])],
      };
      this.#draw();
    };
    await Promise.all(
      questionsIn(text).map(async (question) => {
        try {
          const { items, why } = await answer(this.needs, question, allSites(this.needs), signal);
          add({ items, whys: why === undefined ? [] : [why] });
          await this.#complete(items.slice(0, completed), signal);
        } catch (error) {
          if (!isAbort(error)) add({ whys: [errorText(error)] });
        }
      }),
    );
    if (signal.aborted) return;
    this.#answered = true;
    this.#draw();
  }

  /** Fills in where the items live. */
  async #complete(items: readonly FoundItem[], signal: AbortSignal): Promise<void> {
    const { lookup, contentOf } = this.needs;
    const whole = await Promise.all(
      items.map(async (item) => {
        const source = contentOf(item.site);
        const content = await lookup.whole(item, source, signal);
        await source.pathOf(content, signal);
        return content;
      }),
    );
    if (signal.aborted) return;
    const keyed = new Map(whole.map((content) => [keyOf(content), content]));
    this.#said = {
      ...this.#said,
      items: this.#said.items.map((item) => keyed.get(keyOf(item)) ?? item),
    };
    this.#draw();
  }

  #draw(): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    const pick = this.#pick;
    const text = pick.value;
    const lines = linesInBox(text, this.from.clipboard);
    const rows: Row[] =
      lines.length > 1
        ? [tableRow(vscode.l10n.t('Resolve these {0} as a table', lines.length), lines)]
        : [...this.#found(text), ...this.#whys(text)];
    if (text.trim() === '')
      rows.push(...this.from.offers.map(({ label, lines: offered }) => tableRow(label, offered)));
    pick.busy = !this.#answered;
    if (!saysTheSame({ shown: pick.items, rows, whole: true, means: areOneThing }))
      pick.items = rows;
  }

  #found(text: string): readonly Row[] {
    const words = text.replaceAll('/', ' ').trim();
    const known: readonly FoundItem[] =
      words === ''
        ? []
        : allSites(this.needs).flatMap(({ profile }) => [
            ...this.needs.contentOf(profile.site).search.find(words, limit).items,
          ]);
    return distinct([...this.#said.items, ...known])
      .slice(0, limit)
      .map((item) => this.#row(item));
  }

  #row(item: FoundItem): Row {
    const { sessions, contentOf } = this.needs;
    const entry = sessions.list().length > 1 ? sessions.find(item.site) : undefined;
    const path = 'location' in item ? contentOf(item.site).path(item as Content) : undefined;
    return {
      ...contentRow({
        kind: item.kind,
        name: nameOf(item),
        path,
        siteName: entry && siteName(entry),
      }),
      detail: item.luid,
      // Found by our own rules, which know more than the label.
      alwaysShow: true,
      chosen: { item },
    };
  }

  /** Says what was not found, once everybody was asked. */
  #whys(text: string): readonly Row[] {
    if (text.trim() === '' || this.#found(text).length > 0) return [];
    const row = (label: string, icon: string): Row => ({
      label: plainLabel(label),
      iconPath: new vscode.ThemeIcon(icon),
      alwaysShow: true,
    });
    if (!this.#answered) return [row(vscode.l10n.t('Asking Tableau…'), 'search')];
    const whys = [...new Set(this.#said.whys)];
    if (whys.length > 0) return whys.map((why) => row(why, 'info'));
    return [row(vscode.l10n.t('Nothing that you can see fits.'), 'info')];
  }
}

function tableRow(label: string, lines: readonly string[]): Row {
  return {
    label,
    iconPath: new vscode.ThemeIcon('table'),
    alwaysShow: true,
    chosen: { lines },
  };
}

function areOneThing({ chosen: one }: Row, { chosen: other }: Row): boolean {
  if (one === undefined || other === undefined) return one === other;
  if ('item' in one || 'item' in other)
    return 'item' in one && 'item' in other && one.item === other.item;
  return one.lines.join('\n') === other.lines.join('\n');
}

function keyOf({ site, kind, luid }: FoundItem): string {
  return `${siteKey(site)}/${kind}:${luid}`;
}
