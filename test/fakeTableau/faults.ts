// Misfortunes that a test orders in advance for the next matching requests.

/** A piece of "METHOD /path" (any case), or a pattern for it. */
export type Match = string | RegExp;

export type Fault =
  | { readonly kind: 'fail'; readonly status: number; readonly code: string }
  | { readonly kind: 'throttle'; readonly seconds?: number; readonly minutes?: number }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'truncate'; readonly cleanly: boolean }
  | { readonly kind: 'drop'; readonly afterProcessing: boolean };

export class Faults {
  readonly #queue: { readonly fault: Fault; readonly match: Match | undefined; left: number }[] =
    [];
  readonly #delays: { readonly milliseconds: number; readonly match: Match | undefined }[] = [];

  add(fault: Fault, count: number, match: Match | undefined): void {
    this.#queue.push({ fault, match, left: count });
  }

  setDelay(milliseconds: number, match: Match | undefined): void {
    const at = this.#delays.findIndex((one) => String(one.match) === String(match));
    if (at >= 0) this.#delays.splice(at, 1);
    if (milliseconds > 0) this.#delays.push({ milliseconds, match });
  }

  delayFor(request: string): number {
    const hits = this.#delays.filter((one) => matches(one.match, request));
    return Math.max(0, ...hits.map((one) => one.milliseconds));
  }

  /** The first fault that waits for this request; each is used up one request at a time. */
  take(request: string): Fault | undefined {
    const at = this.#queue.findIndex((one) => matches(one.match, request));
    const hit = this.#queue[at];
    if (!hit) return undefined;
    hit.left--;
    if (hit.left <= 0) this.#queue.splice(at, 1);
    return hit.fault;
  }

  clear(): void {
    this.#queue.length = 0;
    this.#delays.length = 0;
  }
}

function matches(match: Match | undefined, request: string): boolean {
  if (match === undefined) return true;
  if (typeof match === 'string') return request.toLowerCase().includes(match.toLowerCase());
  match.lastIndex = 0;
  return match.test(request);
}
