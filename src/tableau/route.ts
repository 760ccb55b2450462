/** How requests to a server travel: plain data that somebody above has decided, and that `http/` obeys. */
import type { SecureContext } from 'node:tls';

/** Whom a connection trusts. */
export interface Trust {
  /** The certificate authorities; without it those that Node was built with. */
  readonly context?: SecureContext;
  /** False only where the user has switched the check off. */
  readonly verify: boolean;
}

export type Route =
  | { readonly via: 'direct'; readonly trust: Trust }
  | {
      readonly via: 'proxy';
      /** `http://host:port`, or with `https` or `socks5`, without a login. */
      readonly proxy: string;
      /** The value of the header `Proxy-Authorization`; SOCKS takes user and password out of `Basic`. A secret. */
      readonly authorization?: string;
      readonly trust: Trust;
    }
  /** By the `fetch` of the program around us, which has network support of its own. */
  | { readonly via: 'host' };

/**
 * Asked before each request, so it answers from memory: the very same object for as long as nothing has changed.
 * Connections are made anew when it gives another.
 * @throws TableauError `network` where the way cannot be gone (a file of certificates that is not there).
 */
export type RouteOf = (server: string, signal?: AbortSignal) => Promise<Route>;

/** The part of the standard `fetch` that is needed. */
export type HostFetch = (
  url: string,
  request: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;
