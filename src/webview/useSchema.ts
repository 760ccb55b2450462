/** The schema of the panel's site, for completion, validation and documentation. */
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { useCallback, useEffect, useState } from 'react';
import type { Remote } from '../base/rpc';
import type { Failure, HostApi, SiteKey } from './protocol';

export interface SchemaState {
  /** `basic`: what every version has, because this server does not give its own. */
  readonly status: 'none' | 'loading' | 'ready' | 'basic' | 'failed';
  readonly schema?: GraphQLSchema;
  readonly failure?: Failure;
}

/** Without a site, or with one that cannot be asked, there is no schema. */
export function useSchema(
  host: Remote<HostApi>,
  site: SiteKey | undefined,
): readonly [SchemaState, () => void] {
  const [state, setState] = useState<SchemaState>({ status: 'none' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (site === undefined) {
      setState({ status: 'none' });
      return undefined;
    }
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      setState({ status: 'loading' });
      // A schema is over a megabyte: it is read when the editors stand and can be typed into.
      await idle();
      abort.signal.throwIfAborted();
      const answer = await host.loadSchema({ site, again: attempt > 0 }, abort.signal);
      if (abort.signal.aborted) return;
      const { introspection, failure } = answer;
      // What came from introspection is read here, and what does not fit is told as a failure.
      const schema = buildClientSchema(introspection as IntrospectionQuery);
      setState(
        failure === undefined ? { status: 'ready', schema } : { status: 'basic', schema, failure },
      );
    };
    load().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      setState({ status: 'failed', failure: { message, remedy: 'retry' } });
    });
    return () => abort.abort();
  }, [host, site, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return [state, again];
}

const longestIdleWaitMs = 1000;

function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: longestIdleWaitMs });
  });
}
