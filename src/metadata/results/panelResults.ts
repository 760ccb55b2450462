/** The results of one panel: its queries, their pages, their tables, and what is taken from them. */
import * as vscode from 'vscode';
import { RpcError, type Handlers } from '../../base/rpc';
import { inForm } from '../../query/copyForms';
import type { HostApi, QueryOutcome } from '../../webview/protocol';
import type { PagesFetched, ResultsApi } from '../../webview/resultsProtocol';
import { textOfRows } from '../table/tableTexts';
import { optionalTextOf, queryRequestOf, textOf } from '../pageInput';
import { QueryRuns } from '../queryRuns';
import type { HeldResult } from './heldResult';
import { runPages, runQuery, type WorkNeeds, type WorkSignals } from './queryWork';
import { openAsJson, saveJson, saveTable } from './resultFiles';
import {
  copyFormatOf,
  copyFormOfLuids,
  countOf,
  exportFormatOf,
  rangesOf,
  viewOfInput,
} from './tableInput';
import { Tables } from './tables';

export interface ResultsNeeds extends Omit<
  WorkNeeds,
  'siteName' | 'onProgress' | 'isNews' | 'now'
> {
  siteName(): string;
  /** The same for as long as the same site is asked. */
  siteKey(): string;
  /** Tells the page, if there is one. */
  tell(progress: PagesFetched): void;
}

export class PanelResults {
  readonly #runs = new QueryRuns<HeldResult>();
  readonly #tables = new Tables();
  readonly #stops = new Map<string, AbortController>();
  /** What is told of a site once, by the site. */
  readonly #told = new Set<string>();
  readonly #needs: ResultsNeeds;

  constructor(needs: ResultsNeeds) {
    this.#needs = needs;
  }

  get running(): readonly string[] {
    return this.#runs.running;
  }

  dispose(): void {
    this.#runs.dispose();
  }

  handlers(): Handlers<Pick<HostApi, 'runQuery' | 'lastOutcome' | keyof ResultsApi>> {
    return {
      runQuery: async (input, signal) => {
        const request = queryRequestOf(input);
        const work = (signals: WorkSignals) => runQuery(request, this.#work(request.tab), signals);
        return this.#run(request.tab, work, signal);
      },
      lastOutcome: async (input, signal) =>
        (await this.#runs.last(textOf(input, 'tab'), signal))?.shown,
      fetchPages: async (input) => {
        const tab = textOf(input, 'tab');
        const result = await this.#required(tab);
        return this.#run(tab, (signals) => runPages(result, this.#work(tab), signals));
      },
      stopPages: async (input) => {
        const stopped = new DOMException('The user has enough', 'AbortError');
        this.#stops.get(textOf(input, 'tab'))?.abort(stopped);
      },
      openTable: async (input) => {
        const tab = textOf(input, 'tab');
        const result = await this.#runs.last(tab);
        if (result?.outcome.data === undefined) return undefined;
        return this.#tables.info(result, optionalTextOf(input, 'list'));
      },
      tableRows: async (input) => {
        const view = viewOfInput(input);
        const asked = { from: countOf(input, 'from'), count: countOf(input, 'count') };
        return this.#tables.rows(view, await this.#required(view.tab), asked);
      },
      copyTable: async (input) => {
        const view = viewOfInput(input);
        const result = await this.#required(view.tab);
        const rows = await this.#tables.cells(view, result, rangesOf(input));
        await vscode.env.clipboard.writeText(textOfRows(copyFormatOf(input), rows));
        return { rows: rows.rows.length };
      },
      copyLuids: async (input) => {
        const { luids } = await this.#required(textOf(input, 'tab'));
        await vscode.env.clipboard.writeText(inForm(copyFormOfLuids(input), luids));
      },
      exportTable: async (input) => {
        const view = viewOfInput(input);
        const result = await this.#required(view.tab);
        const format = exportFormatOf(input);
        return saveTable(format, result, () => this.#tables.cells(view, result));
      },
      openResult: async (input) => openAsJson(await this.#required(textOf(input, 'tab'))),
      saveResult: async (input) => saveJson(await this.#required(textOf(input, 'tab'))),
    };
  }

  async #run(
    tab: string,
    work: (signals: WorkSignals) => Promise<HeldResult>,
    signal?: AbortSignal,
  ): Promise<QueryOutcome> {
    const stop = new AbortController();
    this.#stops.set(tab, stop);
    try {
      const run = (own: AbortSignal) => work({ signal: own, stop: stop.signal });
      return (await this.#runs.run(tab, run, signal)).shown;
    } finally {
      if (this.#stops.get(tab) === stop) this.#stops.delete(tab);
    }
  }

  #work(tab: string): WorkNeeds {
    const needs = this.#needs;
    const site = needs.siteKey();
    return {
      siteName: needs.siteName(),
      client: () => needs.client(),
      tells: needs.tells,
      ownQuestion: (query) => needs.ownQuestion(query),
      isNews: (message) => {
        const known = this.#told.size;
        return this.#told.add(`${site} ${message}`).size > known;
      },
      now: () => Date.now(),
      onProgress: ({ waitingUntil, ...progress }) =>
        needs.tell({
          tab,
          ...progress,
          ...(waitingUntil === undefined
            ? {}
            : { waitSeconds: Math.max(1, Math.round((waitingUntil - Date.now()) / 1000)) }),
        }),
    };
  }

  async #required(tab: string): Promise<HeldResult> {
    const result = await this.#runs.last(tab);
    if (result === undefined)
      throw new RpcError(
        vscode.l10n.t('The result of this tab is no longer kept. Run the query again.'),
        'failed',
      );
    return result;
  }
}
