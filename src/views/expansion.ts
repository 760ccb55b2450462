/** Which rows are open: as the user left them, else as it is most useful. */
import type { SessionsContract } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import type { FilteredTree } from './filteredTree';
import { isBranch, type TreeNode } from './treeNode';

export class Expansion {
  /** Kept by us, because VS Code forgets rows that are away while the tree is filtered. */
  readonly #chosen = new Map<string, boolean>();

  constructor(private readonly sessions: SessionsContract) {}

  set(node: TreeNode, expanded: boolean): void {
    this.#chosen.set(node.id, expanded);
  }

  /** The first site opens by itself; the others, and all below, when they are asked for; of a filtered tree all that matches. */
  has(node: TreeNode, filtered: FilteredTree | undefined): boolean {
    const chosen = this.#chosen.get(node.id);
    if (chosen !== undefined) return chosen;
    if (node.type !== 'site') return isBranch(node) && filtered?.under(node) !== undefined;
    const entry = this.sessions.find(node.site);
    if (filtered !== undefined && entry?.state.status === 'signedIn') return true;
    const first = this.sessions.list()[0]?.profile.site;
    return first !== undefined && siteKey(first) === siteKey(node.site);
  }
}
