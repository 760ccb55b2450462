/** What is said between the store and the processes that stand for windows. */
import type { SiteProfile } from '../../../src/session/siteProfile';
import type { SiteRef } from '../../../src/tableau/model';

export interface StartWindow {
  readonly kind: 'start';
  /** The `globalStorageUri` of all of them. */
  readonly directory: string;
  readonly profiles: readonly SiteProfile[];
  readonly secrets: Readonly<Record<string, string>>;
}

export type ToWindow =
  | StartWindow
  | { readonly kind: 'told'; readonly key: string; readonly value: string | null }
  | {
      readonly kind: 'list';
      readonly site: SiteRef;
      readonly requests: number;
      readonly ahead: number;
    };

export type FromWindow =
  | { readonly kind: 'started' }
  | { readonly kind: 'stored'; readonly key: string; readonly value: string | null }
  | { readonly kind: 'listed'; readonly failures: readonly string[] };
