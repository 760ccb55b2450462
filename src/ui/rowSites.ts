/** Of which remembered site the rows of a mapping table are. */
import { parseServerAddress } from '../content/webAddress';
import type { PlacedRow } from '../mapping/read/placed';
import type { SiteEntry } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import { canAsk } from './pickSite';
import { siteAtAddress, type AddressSources } from './siteAtAddress';

interface Address {
  readonly server: string;
  readonly contentUrl: string;
}

export class RowSites {
  /** Tables of thousands of rows have few servers and sites. */
  readonly #known = new Map<string, SiteEntry | undefined>();

  constructor(private readonly needs: AddressSources) {}

  async learn(rows: readonly PlacedRow[], signal: AbortSignal): Promise<void> {
    for (const row of rows) {
      const address = addressOf(row);
      if (address === undefined || this.#known.has(keyOf(address))) continue;
      this.#known.set(keyOf(address), await siteAtAddress(this.needs, address, signal));
    }
  }

  /** Undefined where the user is not signed in. */
  of(row: PlacedRow): SiteEntry | undefined {
    const address = addressOf(row);
    const entry = address === undefined ? this.#named(row) : this.#at(address);
    return entry !== undefined && canAsk(entry) ? entry : undefined;
  }

  /** A row that somebody has changed since may have an address of its own. */
  #at(address: Address): SiteEntry | undefined {
    const { server, contentUrl } = address;
    return this.#known.get(keyOf(address)) ?? this.needs.sessions.findByAddress(server, contentUrl);
  }

  /** By the site's contentUrl, where only one site has it; of several the active one. */
  #named({ cells }: PlacedRow): SiteEntry | undefined {
    const { sessions } = this.needs;
    const named = cells.site?.value.trim().toLowerCase();
    const fitting = sessions
      .list()
      .filter(
        ({ profile: { site } }) => named === undefined || site.contentUrl.toLowerCase() === named,
      );
    const active = fitting.find(
      ({ profile }) => sessions.active && siteKey(profile.site) === siteKey(sessions.active),
    );
    return fitting.length === 1 ? fitting[0] : active;
  }
}

/** The address of the row names the server: of another server's site with the same name nothing may be told here. */
function addressOf({ cells }: PlacedRow): Address | undefined {
  const named = cells.site?.value.trim();
  const address = cells.url === undefined ? undefined : parseServerAddress(cells.url.value);
  return address !== undefined && 'server' in address
    ? { server: address.server, contentUrl: named ?? address.contentUrl ?? '' }
    : undefined;
}

const keyOf = ({ server, contentUrl }: Address): string => `${server}\n${contentUrl}`;
