/** What Tableau Cloud tells a user of the token that a site signs in with, by this computer's clock. */
import type { Clock } from '../base/clock';
import type { TableauClient } from '../tableau/client';

export interface OwnToken {
  readonly endsAt?: number;
  readonly usedAt?: number;
}

export class OwnTokenList {
  #isTold = true;

  /** Nothing where the server does not tell; then it is not asked again by this window. */
  async find(client: TableauClient, name: string, clock: Clock): Promise<OwnToken | undefined> {
    if (!this.#isTold) return undefined;
    const tokens = await client.ownTokens();
    this.#isTold = tokens !== undefined;
    const token = tokens?.find((one) => one.name === name);
    if (token === undefined) return undefined;
    const now = clock.now();
    const ahead = (client.serverNow() ?? now) - now;
    const here = (time: string): number => Date.parse(time) - ahead;
    return {
      ...(token.endsAt === undefined ? {} : { endsAt: here(token.endsAt) }),
      ...(token.usedAt === undefined ? {} : { usedAt: here(token.usedAt) }),
    };
  }
}
