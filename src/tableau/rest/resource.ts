/** What the lists need to know about one resource of REST. */
import type { Filter } from '../client';
import { atLeast, compareVersions } from '../apiVersion';
import type { Decode } from './common';

/** `fields=` by the first version that takes it, newest first; `''`: none is sent. */
type FieldsByVersion = readonly (readonly [since: string, fields: string])[];

export interface Resource<T> {
  /** After `sites/{s}/`. */
  readonly path: string;
  /** The wrapper in a list's answer. */
  readonly list: string;
  /** The element in a list, and in the answer for one. */
  readonly element: string;
  /** A stable order; absent where the method does not sort. */
  readonly sort?: string;
  readonly fields?: { readonly full: FieldsByVersion; readonly slim: FieldsByVersion };
  /** Further parameters of the list with all fields. */
  readonly fullParameters?: string;
  /** Filters that versions `from` to `to` refuse. */
  readonly lacks?: readonly {
    readonly field: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly decode: Decode<T>;
}

export function fieldsFor(
  resource: Resource<unknown>,
  which: 'full' | 'slim',
  apiVersion: string,
): string | undefined {
  return resource.fields?.[which].find(([since]) => atLeast(apiVersion, since))?.[1];
}

/** The first filter that this version is known to refuse. */
export function refusedFilter(
  resource: Resource<unknown>,
  filters: readonly Filter[],
  apiVersion: string,
): Filter | undefined {
  return filters.find((filter) =>
    resource.lacks?.some(
      ({ field, from, to }) =>
        field === filter.field && atLeast(apiVersion, from) && compareVersions(apiVersion, to) <= 0,
    ),
  );
}
