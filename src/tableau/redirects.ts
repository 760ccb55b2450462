/** Where a server may send us: field guide §0.1 rule 10. Credentials are in the body of a sign-in. */
import type { HttpAnswer } from './http/attempt';

export type Redirect =
  /** Ask this origin instead. */
  | { readonly follow: string }
  /** Not without asking the user; `origin` is where it wanted to send us, `host` for showing. */
  | {
      readonly refuse: string;
      readonly host: string;
      readonly code: 'REDIRECT' | 'LOGIN_REDIRECT';
    };

/** Undefined when the answer is no redirect. Only the origin counts: the path to call there is our own. */
export function redirectOf(answer: HttpAnswer, server: string): Redirect | undefined {
  const location = answer.headers['location'];
  if (answer.status < 300 || answer.status > 399 || typeof location !== 'string') return undefined;
  if (!URL.canParse(location, server)) return undefined;
  const from = new URL(server);
  const to = new URL(location, server);
  const code = to.origin === from.origin || isLogin(to) ? 'LOGIN_REDIRECT' : 'REDIRECT';
  const refuse = { refuse: to.origin, host: to.host, code } as const;
  // Back to the same origin means a login page: asking once more would go round in circles.
  if (to.origin === from.origin) return refuse;
  const sameHost = to.hostname === from.hostname;
  if (to.protocol === 'https:' && (sameHost || isPod(to.hostname))) return { follow: to.origin };
  if (to.protocol === 'http:' && sameHost && isLoopback(to.hostname) && from.protocol === 'http:') {
    return { follow: to.origin };
  }
  return refuse;
}

/** Where gateways and networks send those who have not signed in to them. */
function isLogin({ hostname, pathname, search }: URL): boolean {
  // The method of the REST API is called so, too.
  if (pathname.startsWith('/api/')) return false;
  return (
    /(?:^|[/._-])(?:log[io]n|sign-?in|sso|saml2?|oauth2?|authorize|adfs|wsfed|captive|portal|hotspot)(?:$|[/._-])/iu.test(
      pathname,
    ) ||
    /(?:^|\.)(?:login|sso|idp|adfs|auth|accounts|captive|hotspot)\b/iu.test(hostname) ||
    /[?&](?:SAMLRequest|wtrealm)=/u.test(search)
  );
}

function isPod(hostname: string): boolean {
  return hostname.toLowerCase().endsWith('.online.tableau.com');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(hostname);
}
