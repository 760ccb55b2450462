/** The column `project_path`: the names above an item; of a view its workbook is the last of them. */
import type { SiteContent } from '../content/siteContent';
import type { Content, Luid } from '../tableau/model';

export class Places {
  /** Of a project there are hundreds of items, and one path. */
  readonly #paths = new Map<Luid, string>();

  constructor(private readonly content: SiteContent) {}

  /** Older servers tell of a view which workbook it is in, and not how that is called. */
  async know(items: readonly Content[], signal?: AbortSignal): Promise<void> {
    await this.content.projects(signal);
    const isNameless = (item: Content): boolean =>
      item.kind === 'view' && item.workbook !== undefined && item.workbook.name === undefined;
    if (items.some(isNameless)) await this.content.siteList('workbook', 'slim').all(signal);
  }

  /** Of what `know` was told. */
  of(item: Content): string {
    const at = item.location?.luid;
    if (at === undefined || item.kind === 'view' || item.kind === 'customView')
      return this.#above(item);
    const known = this.#paths.get(at);
    if (known !== undefined) return known;
    const path = this.#above(item);
    this.#paths.set(at, path);
    return path;
  }

  #above(item: Content): string {
    const path = this.content.path(item) ?? item.name;
    return path.slice(0, Math.max(0, path.length - item.name.length - 1));
  }
}
