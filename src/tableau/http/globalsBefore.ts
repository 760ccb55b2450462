/**
 * Keeps undici from announcing itself to the whole process, where other extensions' `fetch` would end up on our agent
 * (cline #12699). Must be evaluated before `undici`; `restore` runs right after it, in `http/undici.ts`.
 */

const owned = [
  Symbol.for('undici.globalDispatcher.1'),
  Symbol.for('undici.globalDispatcher.2'),
  Symbol.for('undici.globalOrigin.1'),
] as const;

const before = new Map(
  owned.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const),
);

// What undici defines cannot be deleted again, so it must find the place taken and define nothing.
for (const [name, descriptor] of before) {
  if (descriptor === undefined) {
    Object.defineProperty(globalThis, name, { value: {}, configurable: true, writable: true });
  }
}

/** Puts undici's process-wide symbols back as they were. */
export function restore(): void {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
}
