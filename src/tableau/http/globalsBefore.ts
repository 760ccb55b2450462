/**
 * Keeps undici from announcing itself to the whole process, where other extensions' `fetch` would end up on our agent
 * (cline #12699). Must be evaluated before `undici`; `restore` runs right after it, in `http/undici.ts`.
 */

/**
 * undici reads this global while it is evaluated, and with it comes Node's own undici. That one must find the
 * dispatcher's place free, or every `fetch` of the process would fail: so it comes first. In our bundle nobody reads
 * it (`define` in esbuild.js), and Node's undici stays unloaded until somebody needs it.
 */
export const nodesOwn = globalThis.Headers;

const names = [
  Symbol.for('undici.globalDispatcher.1'),
  Symbol.for('undici.globalDispatcher.2'),
] as const;

const before = new Map(
  names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const),
);

// What undici defines cannot be deleted again, so it must find the place taken and define nothing.
for (const [name, descriptor] of before) {
  if (descriptor === undefined) {
    Object.defineProperty(globalThis, name, { value: {}, configurable: true, writable: true });
  }
}

/** Puts the process's dispatchers back as they were. */
export function restore(): void {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
}
