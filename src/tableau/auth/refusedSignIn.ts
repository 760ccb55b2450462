/** What a refused sign-in says: 401001 for every reason, for a JWT with a sub-code, and how far the clocks are apart. */
import { impersonationOf, type Credentials } from '../credentials';
import { readErrorBody } from '../errorBodies';
import { TableauError, type TableauErrorDetails } from '../errors';
import type { HttpAnswer } from '../http/attempt';
import { readBody } from '../http/bodies';
import { clockSkewMs } from '../http/retryAfter';
import { refusal, type HttpTransport } from '../http/transport';
import { httpsFor } from '../serverInfo';

/** A difference of clocks that is worth telling. */
const skewWorthTellingMs = 60_000;

export function refusedSignIn(
  http: HttpTransport,
  answer: HttpAnswer,
  server: string,
  credentials: Credentials,
): TableauError {
  const error = refusal(http, server, answer);
  const said = readErrorBody(readBody(answer));
  if (answer.status === 405) {
    // Plain http where TLS is enforced, or Tableau Cloud's general host instead of the site's pod (field guide §1.1).
    const secure = httpsFor(server);
    return new TableauError('notTableau', {
      ...error.details,
      code: '405000',
      ...(secure === undefined ? {} : { suggestedServer: secure }),
    });
  }
  // The version was refused: ask the server again before the next sign-in.
  if (error.code === '404001') http.knownServers.clear();
  const impersonated = impersonationOf(credentials);
  // A server may say that the user lacks the right to sign in as somebody else in either way.
  const isRefused =
    answer.status === 401 ||
    said?.code?.startsWith('401') === true ||
    (impersonated !== undefined && answer.status === 403 && said?.code !== undefined);
  if (!isRefused) return error;
  if (said === undefined && error.kind === 'notTableau') return error;
  const details: { -readonly [K in keyof TableauErrorDetails]: TableauErrorDetails[K] } = {
    ...error.details,
    method: credentials.method,
  };
  if (impersonated !== undefined) details.impersonated = impersonated.username;
  if (credentials.method === 'personalAccessToken' || credentials.method === 'password')
    return new TableauError('signIn', details);
  const subCode = subCodeOf(answer, said?.detail);
  if (subCode !== undefined) details.jwtSubCode = subCode;
  const skew = clockSkewMs(answer, http.clock.now());
  if (skew !== undefined && Math.abs(skew) > skewWorthTellingMs) details.clockSkewMs = skew;
  return new TableauError('signIn', details);
}

/** In brackets at the end of the detail (documented), and in a header of its own (reported). */
function subCodeOf(answer: HttpAnswer, detail: string | undefined): string | undefined {
  const inText = /\((\d+)\)[\s.]*$/u.exec(detail ?? '')?.[1];
  const header = answer.headers['tableau_error_code'];
  return inText ?? (typeof header === 'string' && /^\d+$/u.test(header) ? header : undefined);
}
