/** One query from its text to its outcome: asked, fetched to its end where it says so, and cut down to the items that it wants. */
import type { PagesProgress } from '../../tableau/metadata/paging/fetchPages';
import { PagedFetch } from '../../tableau/metadata/paging/fetchPages';
import { pagedRoots } from '../../tableau/metadata/paging/pagedRoots';
import { isOlderSchema } from '../../tableau/metadata/olderSchema';
import type { TableauClient } from '../../tableau/client';
import { keeper, remarksOf } from '../../query/remarks';
import type { Failure, Note, QueryOutcome, QueryRequest } from '../../webview/protocol';
import type { PagesState } from '../../webview/resultsProtocol';
import { failureOf } from '../queryOutcome';
import { warningNotes } from '../warningNotes';
import { held, type HeldResult } from './heldResult';
import { keptItems } from './keptItems';
import { moreToFetch } from './moreToFetch';
import type { OwnQuestion } from '../questions/library';
import { keptNote, olderNote, pageNotes, tooOld, unknownRemark } from './resultNotes';

export interface WorkNeeds {
  readonly siteName: string;
  client(): Promise<TableauClient>;
  readonly tells: Parameters<typeof failureOf>[2];
  /** What is known of a query that is one of our questions. */
  ownQuestion(query: string): OwnQuestion | undefined;
  onProgress(progress: PagesProgress): void;
  /** Whether this is yet to be told of the site; it is told once. */
  isNews(message: string): boolean;
  now(): number;
}

/** `stop` ends the fetching of pages and keeps what is there; `signal` ends everything. */
export interface WorkSignals {
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
}

/** @throws only when the signal aborts. */
export async function runQuery(
  request: QueryRequest,
  needs: WorkNeeds,
  signals: WorkSignals,
): Promise<HeldResult> {
  const startedAt = performance.now();
  const [unknown] = remarksOf(request.query).unknown;
  if (unknown !== undefined)
    return failed(request, needs, startedAt, { message: unknownRemark(unknown), remedy: 'none' });
  try {
    return await once(request, needs, signals, startedAt, []);
  } catch (error) {
    if (signals.signal.aborted) throw error;
    const own = isOlderSchema(error) ? needs.ownQuestion(request.query) : undefined;
    if (own?.older !== undefined) return older(request, own.older, needs, signals, startedAt);
    const failure = failureOf('query', error, needs.tells);
    return failed(
      request,
      needs,
      startedAt,
      own?.since === undefined ? failure : { ...failure, message: tooOld(own.since) },
    );
  }
}

/** Once more, without the fields that the server lacks. */
async function older(
  request: QueryRequest,
  query: string,
  needs: WorkNeeds,
  signals: WorkSignals,
  startedAt: number,
): Promise<HeldResult> {
  const asked = { ...request, query };
  try {
    return await once(asked, needs, signals, startedAt, [olderNote()]);
  } catch (error) {
    if (signals.signal.aborted) throw error;
    return failed(asked, needs, startedAt, failureOf('query', error, needs.tells));
  }
}

/** Fetches the Connections of a result to their end, or goes on with that. @throws only when the signal aborts. */
export async function runPages(
  result: HeldResult,
  needs: WorkNeeds,
  signals: WorkSignals,
): Promise<HeldResult> {
  const { request, outcome, pages: before } = result;
  const startedAt = performance.now() - (before === undefined ? 0 : outcome.milliseconds);
  const pages = before ?? newFetch(request, outcome.data, needs);
  const told = new Set(outcome.notes.map(({ message }) => message));
  // What was told beside the first page still holds for the rest.
  const isNews = (message: string): boolean => told.has(message) || needs.isNews(message);
  try {
    const more = await goOn(request, pages, { ...needs, isNews }, signals, startedAt, []);
    // Stopped before the first page came: what is there is as it was.
    return pages.fetched === 0 && !pages.done ? result : more;
  } catch (error) {
    if (signals.signal.aborted || outcome.pages === undefined) throw error;
    const failure = failureOf('query', error, needs.tells);
    return held(request, { ...outcome, pages: { ...outcome.pages, state: 'partial', failure } });
  }
}

async function once(
  request: QueryRequest,
  needs: WorkNeeds,
  signals: WorkSignals,
  startedAt: number,
  notes: readonly Note[],
): Promise<HeldResult> {
  const remarks = remarksOf(request.query);
  if (remarks.allPages && pagedRoots(request).length > 0)
    return goOn(request, newFetch(request, {}, needs), needs, signals, startedAt, notes);
  const client = await needs.client();
  const { data, warnings } = await client.metadata.query(queryOf(request), signals.signal);
  const keep = keeper(remarks, needs.now());
  const pages = moreToFetch(request, data, warnings);
  const kept = keep && keptItems(request, data, keep);
  const tests = remarks.only.map(({ text }) => text);
  return held(request, {
    ...about(request, needs, startedAt),
    data: kept === undefined ? data : kept.data,
    notes: [
      ...notes,
      ...warningNotes(warnings, needs.isNews),
      ...(kept === undefined ? [] : [keptNote(kept.kept, kept.of, tests)]),
    ],
    ...(pages === undefined ? {} : { pages }),
  });
}

async function goOn(
  request: QueryRequest,
  pages: PagedFetch,
  needs: WorkNeeds,
  { signal, stop }: WorkSignals,
  startedAt: number,
  notes: readonly Note[],
): Promise<HeldResult> {
  let failure: Failure | undefined;
  try {
    await pages.go(AbortSignal.any([signal, stop]));
  } catch (error) {
    if (signal.aborted) throw error;
    // Nothing came at all: then it is the query that failed.
    if (!stop.aborted && pages.fetched === 0) throw error;
    failure = stop.aborted ? undefined : failureOf('query', error, needs.tells);
  }
  const { total } = pages;
  const state: PagesState = {
    state: pages.done ? 'complete' : 'partial',
    fetched: pages.fetched,
    ...(total === undefined ? {} : { total }),
    ...(failure === undefined ? {} : { failure }),
  };
  const tests = remarksOf(request.query).only.map(({ text }) => text);
  const outcome: QueryOutcome = {
    ...about(request, needs, startedAt),
    data: pages.data,
    notes: [
      ...notes,
      ...warningNotes(pages.warnings, needs.isNews),
      ...pageNotes(pages),
      ...(tests.length === 0 ? [] : [keptNote(pages.kept, pages.fetched, tests)]),
    ],
    pages: state,
  };
  return held(request, outcome, pages);
}

function newFetch(request: QueryRequest, data: unknown, needs: WorkNeeds): PagedFetch {
  const keep = keeper(remarksOf(request.query), needs.now());
  return new PagedFetch(queryOf(request), data, {
    ask: async (asked, signal) =>
      (await needs.client()).metadata.query({ ...asked, patient: false }, signal),
    onProgress: (progress) => needs.onProgress(progress),
    ...(keep === undefined ? {} : { keep }),
  });
}

function failed(
  request: QueryRequest,
  needs: WorkNeeds,
  startedAt: number,
  failure: Failure,
): Promise<HeldResult> {
  return held(request, { ...about(request, needs, startedAt), notes: [], failure });
}

function about(request: QueryRequest, { siteName }: WorkNeeds, startedAt: number) {
  const { tab: _, variables: __, ...document } = request;
  return { ...document, siteName, milliseconds: Math.round(performance.now() - startedAt) };
}

function queryOf({ tab: _, ...asked }: QueryRequest): Omit<QueryRequest, 'tab'> {
  return asked;
}
