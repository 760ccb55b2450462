/** Tries which way leads to a server: our own connections, or the fetch of the host; and remembers it where a person has not chosen. */
import type { ServerInfo, TableauLibrary, TransportOptions } from '../tableau/client';
import type { Route, RouteOf } from '../tableau/route';
import { ownFails } from './hostNeeded';
import type { ServerNetworks } from './serverNetworks';

export type Tried =
  | { readonly outcome: 'answered'; readonly info: ServerInfo }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'notTried' };

export interface Choice {
  readonly own: Tried;
  readonly host: Tried;
  readonly chosen: 'own' | 'host';
  /** A person has chosen. */
  readonly fixed: boolean;
}

export interface ChoiceTools {
  readonly library: TableauLibrary;
  readonly options: TransportOptions;
  readonly servers: ServerNetworks;
  readonly ownRoute: (server: string) => Promise<Route>;
}

export const byHost: Route = { via: 'host' };
/** So long one way may take to answer. */
const tryMs = 20_000;
const notTried: Tried = { outcome: 'notTried' };

/** `only`: the way that is fixed. @throws the signal's reason */
export async function chooseWay(
  tools: ChoiceTools,
  server: string,
  only: 'own' | 'host' | undefined,
  signal?: AbortSignal,
): Promise<Choice> {
  const tryOwn = () => tryWay(tools, server, tools.ownRoute, signal);
  const tryHost = () => tryWay(tools, server, () => Promise.resolve(byHost), signal);
  if (only === 'host') return { own: notTried, host: await tryHost(), chosen: 'host', fixed: true };
  const own = await tryOwn();
  if (only === 'own') return { own, host: notTried, chosen: 'own', fixed: true };
  const host = own.outcome === 'failed' && ownFails(own.error) ? await tryHost() : notTried;
  const chosen = host.outcome === 'answered' ? 'host' : 'own';
  // When neither leads there, what was known before is as good as anything.
  if (own.outcome === 'answered' || host.outcome === 'answered')
    await remember(tools, server, host.outcome === 'answered' ? host.info : undefined);
  return { own, host, chosen, fixed: false };
}

/** With an answer by the host: that way, also for the origin under which the server wants to be called. */
export async function remember(
  { servers }: Pick<ChoiceTools, 'servers'>,
  server: string,
  info: ServerInfo | undefined,
): Promise<void> {
  const change =
    info === undefined
      ? { through: undefined, chosenBy: undefined }
      : { through: 'host' as const, chosenBy: 'test' as const };
  for (const one of new Set([server, info?.server ?? server])) await servers.change(one, change);
}

export async function tryWay(
  { library, options }: Pick<ChoiceTools, 'library' | 'options'>,
  server: string,
  routeOf: RouteOf,
  signal?: AbortSignal,
): Promise<Tried> {
  // What happens here says nothing of who is offline.
  const { onReach: _, ...quiet } = options;
  const transport = library.createTransport({ ...quiet, timeoutMs: tryMs, routeOf });
  try {
    return { outcome: 'answered', info: await library.serverInfo(transport, server, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { outcome: 'failed', error };
  } finally {
    transport.dispose();
  }
}
