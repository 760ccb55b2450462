/**
 * Which item a LUID of unknown kind means: from what is known, else by one request that all share who ask at the same time. What
 * is nobody's is remembered too, for a while.
 */
import type { Disposable } from '../base/emitter';
import { SingleFlight } from '../base/singleFlight';
import { isAbort } from '../tableau/errors';
import { siteKey, type Content, type Luid } from '../tableau/model';
import { askSite, type Asked } from './askByLuid';
import type { FoundItem } from './findResult';
import { LookupBatch } from './lookupBatch';
import type { SiteContent } from './siteContent';

export interface LookupNeeds {
  /** The sites that may be asked, the active one first. */
  readonly sites: () => readonly SiteContent[];
  readonly now: () => number;
}

/** `none`: no site that was asked has it. */
export type Known = FoundItem | 'none' | undefined;

/** An item that was published meanwhile is found after so long, or when somebody asks again. */
const noneForMs = 10 * 60_000;
const wholeForMs = 5 * 60_000;
/** A file full of ids that lead nowhere is not kept for ever. */
const keptAtMost = 20_000;

interface Whole {
  readonly content: Promise<Content>;
  readonly until: number;
}

export class ItemLookup implements Disposable {
  readonly #found = new Map<string, FoundItem>();
  readonly #none = new Map<string, { readonly until: number; readonly sites: string }>();
  readonly #wholes = new Map<string, Whole>();
  readonly #details = new SingleFlight<string, Content>();
  readonly #flying = new Map<string, LookupBatch>();
  #open: LookupBatch | undefined;

  constructor(private readonly needs: LookupNeeds) {}

  /** Without asking anybody. */
  known(luid: Luid): Known {
    const found = this.#found.get(luid);
    if (found !== undefined && this.#isHere(found)) return found;
    for (const site of this.needs.sites()) {
      const item = site.knownProjects?.get(luid) ?? site.search.withLuids(new Set([luid]))[0];
      if (item !== undefined) return item;
    }
    const none = this.#none.get(luid);
    if (none === undefined) return undefined;
    return none.until > this.needs.now() && none.sites === this.#siteKeys() ? 'none' : undefined;
  }

  /** Those that are found; `again` asks also for what was found to be nobody's, and asks more places. */
  async find(
    luids: readonly Luid[],
    options: Pick<Asked, 'hint'> & { readonly again?: boolean } = {},
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<Luid, FoundItem>> {
    signal?.throwIfAborted();
    const again = options.again === true;
    const asked = new Set<LookupBatch>();
    const wanted = new Set(luids);
    for (const luid of wanted) {
      const known = this.known(luid);
      if (known !== undefined && !(again && known === 'none')) continue;
      const flying = again ? undefined : this.#flying.get(luid);
      asked.add(flying ?? this.#ask(luid, { ...options, thorough: again }));
    }
    await Promise.all([...asked].map((batch) => batch.join(signal)));
    const found = new Map<Luid, FoundItem>();
    for (const luid of wanted) {
      const item = this.known(luid);
      if (item !== undefined && item !== 'none') found.set(luid, item);
    }
    return found;
  }

  /** Everything about an item, as it was some minutes ago at most. */
  async whole(item: FoundItem, source: SiteContent, signal?: AbortSignal): Promise<Content> {
    const key = `${siteKey(item.site)}/${item.kind}:${item.luid}`;
    const kept = this.#wholes.get(key);
    if (kept !== undefined && kept.until > this.needs.now()) return kept.content;
    const content = await this.#details.run(key, (own) => source.details(item, own), signal);
    this.#keep(content);
    return content;
  }

  /** What is known of it in full right now. */
  wholeNow(item: FoundItem): Promise<Content> | undefined {
    const kept = this.#wholes.get(`${siteKey(item.site)}/${item.kind}:${item.luid}`);
    return kept !== undefined && kept.until > this.needs.now() ? kept.content : undefined;
  }

  /** Who is signed in has changed, or somebody wants to know anew. */
  forget(): void {
    this.#found.clear();
    this.#none.clear();
    this.#wholes.clear();
  }

  dispose(): void {
    this.#open?.dispose();
    for (const batch of new Set(this.#flying.values())) batch.dispose();
    this.forget();
  }

  #ask(luid: Luid, asked: Asked): LookupBatch {
    if (asked.thorough) {
      const own = new LookupBatch((luids, signal) => this.#askSites(luids, asked, signal));
      own.add(luid, asked.hint);
      return own;
    }
    const batch = (this.#open ??= this.#newBatch());
    batch.add(luid, asked.hint);
    this.#flying.set(luid, batch);
    return batch;
  }

  #newBatch(): LookupBatch {
    const batch: LookupBatch = new LookupBatch(
      (luids, signal, hint) => this.#askSites(luids, { hint, thorough: false }, signal),
      () => {
        if (this.#open === batch) this.#open = undefined;
      },
      () => {
        for (const [luid, flying] of this.#flying) if (flying === batch) this.#flying.delete(luid);
      },
    );
    return batch;
  }

  /** One site after the other: what the first has the others are not asked for. */
  async #askSites(luids: readonly Luid[], asked: Asked, signal: AbortSignal): Promise<void> {
    const sites = this.needs.sites();
    const keys = this.#siteKeys();
    let missing = luids;
    const failures: unknown[] = [];
    for (const site of sites) {
      if (missing.length === 0) break;
      try {
        for (const item of await askSite(site, missing, asked, signal)) {
          this.#found.set(item.luid, item);
          if (isWhole(item)) this.#keep(item);
        }
      } catch (error) {
        if (isAbort(error)) throw error;
        // The next site may have it; when none has, this is why nothing is known.
        failures.push(error);
      }
      missing = missing.filter((luid) => !this.#found.has(luid));
    }
    if (missing.length === 0 || sites.length === 0) return;
    if (failures.length > 0) throw failures[0];
    if (this.#none.size + missing.length > keptAtMost) this.#none.clear();
    const until = this.needs.now() + noneForMs;
    for (const luid of missing) this.#none.set(luid, { until, sites: keys });
  }

  #keep(content: Content): void {
    this.#found.set(content.luid, content);
    this.#wholes.set(`${siteKey(content.site)}/${content.kind}:${content.luid}`, {
      content: Promise.resolve(content),
      until: this.needs.now() + wholeForMs,
    });
  }

  #isHere(item: FoundItem): boolean {
    const key = siteKey(item.site);
    return this.needs.sites().some(({ site }) => siteKey(site) === key);
  }

  #siteKeys(): string {
    return this.needs
      .sites()
      .map(({ site }) => siteKey(site))
      .join(' ');
  }
}

function isWhole(item: FoundItem): item is Content {
  return item.name !== undefined && 'createdAt' in item;
}
