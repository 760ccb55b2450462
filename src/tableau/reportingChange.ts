/** Tells what a call changed at a server, or tried to, and who signed in: for the audit trail. */
import type { ServerChange, TableauSession } from './client';
import { impersonationOf, type Credentials } from './credentials';
import { isTableauError } from './errors';
import type { HttpTransport } from './http/transport';
import { luidForm, type Luid, type SiteRef } from './model';
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
  const report = (end: End): void =>
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

/** One sign-in, reported before its caller goes on; where nothing was sent there is nothing to report. */
export async function reportingSignIn(
  http: HttpTransport,
  site: SiteRef,
  credentials: Credentials,
  send: () => Promise<TableauSession>,
  signal: AbortSignal | undefined,
): Promise<TableauSession> {
  const as = impersonationOf(credentials)?.username;
  const report = (at: SiteRef, end: End): void =>
    http.signedIn(
      { method: 'POST auth/signin', site: at, ...(as === undefined ? {} : { as }), ...end },
      credentials,
    );
  try {
    const session = await send();
    report(session.site, { outcome: 'accepted' });
    return session;
  } catch (error) {
    const end = endOfSignIn(error, signal?.aborted === true);
    if (end.outcome !== 'notSent') report(site, end);
    throw error;
  }
}

type End = Pick<ServerChange, 'outcome' | 'code'>;

/** Of a change: once something was sent and its answer lost, its error is `answerLost`. */
function endOf(error: unknown): End {
  if (!isTableauError(error)) return { outcome: 'unknown', code: 'cancelled' };
  const code = error.code ?? error.kind;
  if (error.kind === 'answerLost') return { outcome: 'unknown', code };
  // The connection did not come about; or the session was over, which changes nothing, and there was no other.
  const isNotSent = isTableauError(error, 'network', 'jwtNeeded', 'sessionExpired');
  return { outcome: isNotSent ? 'notSent' : 'refused', code };
}

function endOfSignIn(error: unknown, isGivenUp: boolean): End {
  if (!isTableauError(error)) return { outcome: 'unknown', code: 'cancelled' };
  const code = error.code ?? error.kind;
  // A time limit from outside may have struck at any moment.
  if (error.kind === 'network')
    return {
      outcome: isGivenUp || error.details.mayHaveArrived === true ? 'unknown' : 'notSent',
      code,
    };
  // A gateway's own words, or a 200 that cannot be read: Tableau may have opened a session behind them.
  const isTableaus = /^\d{6}$/u.test(code);
  const { httpStatus = 0 } = error;
  const isLost = !isTableaus && (httpStatus >= 500 || httpStatus === 200);
  return { outcome: isLost ? 'unknown' : 'refused', code };
}
