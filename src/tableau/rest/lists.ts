/** Lists and single items of any resource: one page, all pages, one item. */
import type { Filter, Gets, ListQuery, Lists } from '../client';
import { TableauError } from '../errors';
import type { Luid, Page, SiteRef } from '../model';
import { pagesOf } from '../paginate';
import type { SiteCalls } from '../siteCalls';
import { asArray, asNumber, asObject, type Raw } from '../wire/decode';
import { fieldsFor, refusedFilter, type Resource } from './resource';

const maxPageSize = 1000;
/** Totals that are remembered; a client walks few lists, so this bound is for safety. */
const maxTotals = 200;

/** Another list of the same resource, such as a user's own workbooks. */
export interface OtherList {
  /** After `sites/{s}/`. */
  readonly path: string;
  /** Names the method for `SiteCall.name`. */
  readonly name: string;
  /** Parameters besides those of the query. */
  readonly parameters?: string;
}

export interface ResourceLists<T> extends Lists<T>, Gets<T> {
  pageOf(list: OtherList, pageNumber: number, signal?: AbortSignal): Promise<Page<T>>;
}

export function resourceLists<T extends { readonly luid: Luid }>(
  calls: SiteCalls,
  site: SiteRef,
  resource: Resource<T>,
): ResourceLists<T> {
  const whole: OtherList = { path: resource.path, name: `GET ${resource.path}` };
  /** The total that a list had when it was last asked for, so that its pages can be asked for at once. */
  const totals = new Map<string, number>();

  const fetchPage = async (
    list: OtherList,
    query: ListQuery,
    pageNumber: number,
    signal?: AbortSignal,
  ): Promise<Page<T>> => {
    const pageSize = query.pageSize ?? maxPageSize;
    const { apiVersion } = await calls.session(signal);
    const search = searchOf(resource, query, apiVersion, pageSize, pageNumber);
    const more = list.parameters === undefined ? '' : `&${list.parameters}`;
    const path = `{site}/${list.path}?${search}${more}`;
    let content: Raw;
    try {
      content = await calls.json(
        { method: 'GET', name: list.name, path, nature: 'repeat' },
        signal,
      );
    } catch (error) {
      // 400006: past the end, because the list shrank meanwhile.
      if (error instanceof TableauError && error.code === '400006' && pageNumber > 1) {
        return { items: [] };
      }
      throw error;
    }
    // In the turn in which the text was read: what was parsed is garbage before the next page is, and is never copied.
    return decodePage(content, resource, site, pageNumber, pageSize);
  };

  return {
    page: (query, pageNumber, signal) => fetchPage(whole, query, pageNumber, signal),
    pageOf: (list, pageNumber, signal) => fetchPage(list, {}, pageNumber, signal),
    pages(query, options, signal) {
      const key = JSON.stringify(query.filters);
      return pagesOf<T>({
        pageSize: query.pageSize ?? maxPageSize,
        ahead: options.ahead,
        expectedTotal: totals.get(key),
        fetchPage: (pageNumber, own) => fetchPage(whole, query, pageNumber, own),
        onTotal: (total) => {
          if (totals.size >= maxTotals) totals.clear();
          totals.set(key, total);
          options.onTotal?.(total);
        },
        ...(signal === undefined ? {} : { signal }),
      });
    },
    async get(luid, signal) {
      const content = await calls.json(
        {
          method: 'GET',
          name: `GET ${resource.path}/{id}`,
          path: `{site}/${resource.path}/${encodeURIComponent(luid)}`,
          nature: 'repeat',
        },
        signal,
      );
      const item = resource.decode(asObject(content[resource.element]), site);
      if (item === undefined) throw unexpected();
      return item;
    },
  };
}

export function decodePage<T>(
  content: Raw,
  resource: Resource<T>,
  site: SiteRef,
  pageNumber: number,
  pageSize: number,
): Page<T> {
  const wrapper = content[resource.list];
  if (wrapper === undefined && content['pagination'] === undefined) {
    throw unexpected();
  }
  const raw = asArray(asObject(wrapper)[resource.element]);
  const items: T[] = [];
  for (const element of raw) {
    if (typeof element !== 'object' || element === null) continue;
    const item = resource.decode(element as Raw, site);
    if (item !== undefined) items.push(item);
  }
  const total = asNumber(asObject(content['pagination'])['totalAvailable']);
  if (total === undefined) return { items };
  return pageNumber * pageSize < total && raw.length > 0
    ? { items, total, nextPage: pageNumber + 1 }
    : { items, total };
}

function searchOf(
  resource: Resource<unknown>,
  query: ListQuery,
  apiVersion: string,
  pageSize: number,
  pageNumber: number,
): string {
  const parameters: string[] = [];
  const filters = query.filters ?? [];
  if (filters.length > 0) {
    // Where the server is known to refuse the filter, it is not asked; the caller falls back in the same way.
    const refused = refusedFilter(resource, filters, apiVersion);
    if (refused !== undefined) throw unfit(`${refused.field} is no filter in API ${apiVersion}`);
    parameters.push(`filter=${encodeURIComponent(filters.map(expression).join(','))}`);
  }
  const sort = query.sort ?? resource.sort;
  if (sort !== undefined) parameters.push(`sort=${encodeURIComponent(sort)}`);
  const which = query.fields ?? 'full';
  const fields = fieldsFor(resource, which, apiVersion);
  if (fields !== undefined) parameters.push(`fields=${encodeURIComponent(fields)}`);
  if (which === 'full' && resource.fullParameters !== undefined)
    parameters.push(resource.fullParameters);
  parameters.push(`pageSize=${pageSize}`, `pageNumber=${pageNumber}`);
  return parameters.join('&');
}

/** One filter; `encodeURIComponent` on the whole expression encodes all that is reserved (field guide §2.4). */
function expression(filter: Filter): string {
  const values = typeof filter.value === 'string' ? [filter.value] : filter.value;
  const unfitValue = values.find((value) => /[,&]/u.test(value));
  if (unfitValue !== undefined) throw unfit('a filter cannot carry a comma or an ampersand');
  const value = filter.op === 'in' ? `[${values.join(',')}]` : values.join('');
  return `${filter.field}:${filter.op}:${value}`;
}

function unfit(detail: string): TableauError {
  return new TableauError('server', { code: '400065', detail });
}

/** JSON or XML, but not what this method answers. */
export function unexpected(): TableauError {
  return new TableauError('notTableau', { code: 'UNEXPECTED', httpStatus: 200 });
}
