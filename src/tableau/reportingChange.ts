/** Tells what a call changed at a server, or tried to: for the audit trail. */
import type { ServerChange, TableauSession } from './client';
import { isTableauError } from './errors';
import type { HttpTransport } from './http/transport';
import { luidForm, type Luid } from './model';
import type { SiteCall } from './siteCalls';

const luid = new RegExp(luidForm, 'iu');

/** Does the call, and reports it before its caller goes on. */
export async function reportingChange<T>(
  http: HttpTransport,
  call: SiteCall,
  session: TableauSession,
  send: () => Promise<T>,
): Promise<T> {
  const path = typeof call.path === 'string' ? call.path : call.path(session);
  // The first LUID behind the site's own: `{site}` still stands for that one.
  const named = luid.exec(path.replace(session.siteLuid, ''))?.[0] as Luid | undefined;
  const report = (end: Pick<ServerChange, 'outcome' | 'code'>): void =>
    http.changed({
      method: call.name,
      site: session.site,
      ...(named === undefined ? {} : { luid: named }),
      ...(call.about === undefined ? {} : { item: call.about }),
      ...end,
    });
  try {
    const answer = await send();
    report({ outcome: 'accepted' });
    return answer;
  } catch (error) {
    report(endOf(error));
    throw error;
  }
}

function endOf(error: unknown): Pick<ServerChange, 'outcome' | 'code'> {
  if (!isTableauError(error)) return { outcome: 'unknown', code: 'cancelled' };
  const code = error.code ?? error.kind;
  return { outcome: error.kind === 'answerLost' ? 'unknown' : 'refused', code };
}
