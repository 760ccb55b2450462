/** Versions of the REST API such as `3.25`: compared as two numbers, and bounded by what we know. */

/** The newest version whose answers we know how to read. */
export const newestKnown = '3.29';

/** Negative when `a` is older than `b`. Not a decimal comparison: 3.9 is older than 3.10. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

export function atLeast(version: string, wanted: string): boolean {
  return compareVersions(version, wanted) >= 0;
}

/** The version to call a server with that speaks `theirs`. */
export function negotiate(theirs: string): string {
  return compareVersions(theirs, newestKnown) < 0 ? theirs : newestKnown;
}
