/** Shares credentials between windows by files and sockets (`dist/windows.js`): loaded with the first sign-in, by `import()` only. */
import { join } from 'node:path';
import { FileLeases } from '../base/lease';
import type { Log } from '../base/log';
import type { TableauSession } from '../tableau/client';
import type { FindSession, OnApart, Sharing } from './sharing';
import { WindowRegistry } from './windowRegistry';
import { WindowSocket } from './windowSocket';

export interface WindowSharingOptions {
  /** A folder that all windows of this user see; `undefined` where there is none on disk. */
  readonly directory: string | undefined;
  readonly find: FindSession;
  readonly log: Log;
  readonly onApart: OnApart;
}

export function windowSharing({ directory, find, log, onApart }: WindowSharingOptions): Sharing {
  const leases = new FileLeases({
    directory: directory && join(directory, 'leases'),
    log,
    onAlone: onApart,
  });
  let canAsk = true;
  const socket =
    directory === undefined
      ? undefined
      : new WindowSocket(new WindowRegistry(join(directory, 'windows')), find, log);
  const ask = async (
    key: string,
    fence: number,
    signal?: AbortSignal,
  ): Promise<TableauSession | undefined> => {
    try {
      const session = await socket?.ask(key, fence, signal);
      canAsk = true;
      return session;
    } catch (error) {
      canAsk = false;
      // Then this window signs in for itself; the reason is for whoever wonders why windows fight.
      log.warn(`The other windows cannot be asked for their session: ${String(error)}`);
      return undefined;
    }
  };
  return {
    leases,
    ask,
    listen: () => socket?.listen(),
    // A window that could have been asked is gone, and its session most likely with it: that is no fight.
    missed: () => {
      if (!canAsk || socket?.canListen !== true) onApart(true);
    },
    dispose: () => {
      socket?.dispose();
      leases.dispose();
    },
  };
}
