/** Which ways of signing in a server takes, as far as its version and its name tell. */
import { l10n } from 'vscode';
import { atLeast } from '../tableau/apiVersion';

export interface ServerFacts {
  /** By its name: a custom domain of Tableau Cloud cannot be told from a server's. */
  readonly cloud: boolean;
  readonly apiVersion?: string;
  /** Such as `2025.1.3`. */
  readonly productVersion?: string;
}

export interface Misfit {
  /** One line of a quick pick. */
  readonly sentence: string;
  /** False where Vizport may be wrong: then the way can be chosen all the same. */
  readonly isSure: boolean;
}

type Fit = (server: ServerFacts) => Misfit | undefined;

const sure = (sentence: string): Misfit => ({ sentence, isSure: true });

/** Tableau Cloud is always new enough. */
export function needsVersion(apiVersion: string, release: string): Fit {
  return (server) => {
    if (server.cloud || server.apiVersion === undefined) return undefined;
    if (atLeast(server.apiVersion, apiVersion)) return undefined;
    return sure(
      l10n.t(
        'Needs Tableau Server {0} or newer; this one is {1}.',
        release,
        server.productVersion ?? l10n.t('older'),
      ),
    );
  };
}

export function needsCloud(apiVersion: string): Fit {
  return (server) => {
    if (server.cloud) return undefined;
    if (server.apiVersion !== undefined && !atLeast(server.apiVersion, apiVersion))
      return sure(l10n.t('Tableau Cloud only.'));
    return {
      sentence: l10n.t('Tableau Cloud only, and this does not look like it. Choose it if it is.'),
      isSure: false,
    };
  };
}

export function needsServer(): Fit {
  return (server) => (server.cloud ? sure(l10n.t('Tableau Server only.')) : undefined);
}
