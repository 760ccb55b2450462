/** The projects of a site as the caller sees them: as a forest, because parents may not be seen. */
import { compareNames } from '../base/nameOrder';
import type { Luid, Project } from '../tableau/model';

export class ProjectTree {
  /** Projects without a parent, and those whose parent may not be seen. */
  readonly roots: readonly Project[];
  readonly #byLuid = new Map<Luid, Project>();
  readonly #parents = new Map<Luid, Luid>();
  readonly #children = new Map<Luid, Project[]>();

  constructor(projects: readonly Project[]) {
    const sorted = [...projects].sort(byName);
    for (const project of sorted) this.#byLuid.set(project.luid, project);
    for (const { luid, parentLuid } of sorted)
      if (parentLuid !== undefined && this.#byLuid.has(parentLuid))
        this.#parents.set(luid, parentLuid);
    this.#cutCycles(sorted);
    const roots: Project[] = [];
    for (const project of this.#byLuid.values()) {
      const parent = this.#parents.get(project.luid);
      if (parent === undefined) roots.push(project);
      else {
        const siblings = this.#children.get(parent);
        if (siblings === undefined) this.#children.set(parent, [project]);
        else siblings.push(project);
      }
    }
    this.roots = roots;
  }

  get size(): number {
    return this.#byLuid.size;
  }

  all(): Iterable<Project> {
    return this.#byLuid.values();
  }

  get(luid: Luid): Project | undefined {
    return this.#byLuid.get(luid);
  }

  childrenOf(luid: Luid): readonly Project[] {
    return this.#children.get(luid) ?? [];
  }

  parentOf(luid: Luid): Project | undefined {
    const parent = this.#parents.get(luid);
    return parent === undefined ? undefined : this.#byLuid.get(parent);
  }

  /** The project and what is above it, topmost first; empty for a project that may not be seen. */
  lineage(luid: Luid): readonly Project[] {
    const lineage: Project[] = [];
    for (let at = this.get(luid); at !== undefined; at = this.parentOf(at.luid)) lineage.push(at);
    return lineage.reverse();
  }

  /** The projects in this one, at any depth. */
  below(luid: Luid): readonly Project[] {
    const found: Project[] = [];
    const open = [...this.childrenOf(luid)];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      found.push(at);
      open.push(...this.childrenOf(at.luid));
    }
    return found;
  }

  /** A chain of parents that comes back to itself is cut at its first project by name, so that all of it is reachable. */
  #cutCycles(sorted: readonly Project[]): void {
    const safe = new Set<Luid>();
    for (const { luid: start } of sorted) {
      const walked = new Set<Luid>();
      let at: Luid | undefined = start;
      while (at !== undefined && !safe.has(at)) {
        if (walked.has(at)) {
          this.#parents.delete(at);
          break;
        }
        walked.add(at);
        at = this.#parents.get(at);
      }
      for (const luid of walked) safe.add(luid);
    }
  }
}

function byName(one: Project, other: Project): number {
  return compareNames(one.name, other.name) || (one.luid < other.luid ? -1 : 1);
}
