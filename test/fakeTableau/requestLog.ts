// What the server was asked, for tests that count requests; never headers, bodies or tokens.

export interface RequestRecord {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The query as sent: filters, pages and fields; Tableau's queries hold no secrets. */
  readonly query: string;
  /** What the method is called here, such as "workbooks", "sign in", "graphql"; "unknown" for the rest. */
  readonly kind: string;
  readonly at: number;
  /** "json", "xml" or "none": what Accept asked for, and what Content-Type said. */
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  /** Set when the session was found. */
  user: string | undefined;
  /** 0 while it runs, and for a connection that was dropped. */
  status: number;
  /** Tableau's code of a refusal. */
  code: string | undefined;
}

export class RequestLog extends Array<RequestRecord> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** How many requests of this kind there were. */
  count(kind: string): number {
    return this.filter((record) => record.kind === kind).length;
  }

  /** Starts counting anew. */
  clear(): void {
    this.length = 0;
  }
}
