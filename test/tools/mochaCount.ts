/** Reads from mocha's printed report how many tests passed and failed. */

/** How many tests a part had; a part that is one check counts as one. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Undefined when mocha did not get to its report. A test that is pending did not run, which is a failure. */
export function countMocha(output: string): Count | undefined {
  const number = (word: string) => Number(new RegExp(`^ +(\\d+) ${word}`, 'm').exec(output)?.[1]);
  const passed = number('passing');
  if (Number.isNaN(passed)) return undefined;
  return { passed, failed: (number('failing') || 0) + (number('pending') || 0) };
}
