/** What every measurement is given, and what it gives back. */
import type { Figure } from './figure';

export interface Surroundings {
  /** A folder with the production bundles of this source: `client.js`, `extension.js`, … */
  readonly bundles: () => string;
  /** The package of this source, made if it is not there. */
  readonly vsix: () => string;
  /** For the impatient; the numbers go to stdout. */
  readonly progress: (line: string) => void;
}

export interface Bench {
  /** The figures that it gives, so that `--only` can choose. */
  readonly names: readonly string[];
  measure(surroundings: Surroundings, wanted: ReadonlySet<string>): Promise<readonly Figure[]>;
}
