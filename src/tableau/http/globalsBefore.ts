/**
 * Keeps undici from announcing itself to the whole process, where other extensions' `fetch` would end up on our agent
 * (cline #12699). Must be evaluated before `undici`; `restore` runs right after it, in `http/undici.ts`.
 */

const dispatchers = [
  Symbol.for('undici.globalDispatcher.1'),
  Symbol.for('undici.globalDispatcher.2'),
] as const;

/**
 * Getters that load Node's own undici when they are read. Ours reads `Headers` while it is evaluated, and Node's, finding
 * the dispatcher's place taken, would then be left without one: every `fetch` of the process would fail.
 */
const lazyGlobals = [
  'Headers',
  'Request',
  'Response',
  'FormData',
  'WebSocket',
  'CloseEvent',
  'MessageEvent',
  'EventSource',
] as const;

const before = new Map<PropertyKey, PropertyDescriptor | undefined>();

// What undici defines cannot be deleted again, so it must find the place taken and define nothing.
for (const name of dispatchers) {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  before.set(name, descriptor);
  if (descriptor === undefined) {
    Object.defineProperty(globalThis, name, { value: {}, configurable: true, writable: true });
  }
}
for (const name of lazyGlobals) {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  if (descriptor?.get === undefined || descriptor.configurable !== true) continue;
  before.set(name, descriptor);
  Object.defineProperty(globalThis, name, { value: undefined, configurable: true });
}

/** Puts the process's globals back as they were. */
export function restore(): void {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
}
