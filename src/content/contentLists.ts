/** The lists that were asked for, by kind and place, each with an owner that can stop it. */
import type { ContentByKind, KindName } from '../tableau/model';
import { ContentList, type Open } from './contentList';

interface Entry {
  readonly kind: KindName;
  readonly place: string;
  readonly list: ContentList;
  readonly owner: AbortController;
}

export class ContentLists {
  readonly #entries = new Map<string, Entry>();

  has(kind: KindName, place: string): boolean {
    return this.#entries.has(`${kind}@${place}`);
  }

  /** The list that is kept for this kind and place, or a new one. */
  get<K extends KindName>(
    kind: K,
    place: string,
    open: () => Open<ContentByKind[K]>,
  ): ContentList<ContentByKind[K]> {
    const key = `${kind}@${place}`;
    const kept = this.#entries.get(key);
    // A list under a kind's key was made for that kind.
    if (kept !== undefined) return kept.list as unknown as ContentList<ContentByKind[K]>;
    const owner = new AbortController();
    const list = new ContentList<ContentByKind[K]>(open(), owner.signal);
    this.#entries.set(key, { kind, place, list, owner });
    return list;
  }

  /** Forgets lists; who still waits for one of them is told by an `AbortError`. */
  drop(which: (kind: KindName, place: string) => boolean): void {
    for (const [key, { kind, place, owner }] of this.#entries) {
      if (!which(kind, place)) continue;
      this.#entries.delete(key);
      owner.abort(new DOMException('This list was refreshed', 'AbortError'));
    }
  }
}
