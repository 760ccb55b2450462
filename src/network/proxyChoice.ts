/** Which proxy stands between us and a server, and who says so. Decides by settings and environment alone. */
import {
  environmentNoProxy,
  environmentProxy,
  type Environment,
  type HttpSettings,
} from './httpSettings';
import { exemption, isThisComputer } from './noProxy';

export type ProxyChoice =
  | {
      readonly kind: 'none';
      readonly because: 'off' | 'local' | 'exempt' | 'unset';
      /** For `exempt`: the entry, and where it stands. */
      readonly entry?: string;
      readonly from?: string;
    }
  | {
      readonly kind: 'proxy';
      /** `http://host:port`, or with `https` or `socks5`, without a login. */
      readonly proxy: string;
      /** `http.proxy`, or the name of a variable of the environment. */
      readonly from: string;
      /** From the address itself. */
      readonly login?: { readonly username: string; readonly password: string };
    }
  | { readonly kind: 'unreadable'; readonly from: string };

/** The order is VS Code's: exemptions, `http.proxy`, the environment. */
export function chooseProxy(
  server: string,
  settings: HttpSettings,
  environment: Environment,
): ProxyChoice {
  if (settings.proxySupport === 'off') return { kind: 'none', because: 'off' };
  const url = new URL(server);
  if (isThisComputer(url.hostname)) return { kind: 'none', because: 'local' };
  const own = settings.noProxy.some((entry) => entry.trim() !== '');
  const entry = exemption(url, own ? settings.noProxy : environmentNoProxy(environment));
  if (entry !== undefined)
    return { kind: 'none', because: 'exempt', entry, from: own ? 'http.noProxy' : 'NO_PROXY' };
  if (settings.proxy.trim() !== '') return parse(settings.proxy, 'http.proxy');
  const found = environmentProxy(environment, url.protocol === 'https:' ? 'https' : 'http');
  return found === undefined ? { kind: 'none', because: 'unset' } : parse(found.value, found.name);
}

function parse(text: string, from: string): ProxyChoice {
  const address = text.trim();
  // `proxy.example.com:3128`, as variables often have it, is an http proxy.
  const whole = /^[a-z][a-z\d+.-]*:\/\//iu.test(address) ? address : `http://${address}`;
  if (!URL.canParse(whole)) return { kind: 'unreadable', from };
  const url = new URL(whole);
  const scheme = url.protocol.slice(0, -1);
  const isSocks = /^socks(?:5h?)?$/u.test(scheme);
  if ((!isSocks && scheme !== 'http' && scheme !== 'https') || url.hostname === '')
    return { kind: 'unreadable', from };
  const login = loginOf(url);
  const proxy = isSocks ? `socks5://${url.host}` : url.origin;
  return { kind: 'proxy', proxy, from, ...(login === undefined ? {} : { login }) };
}

function loginOf(url: URL): { username: string; password: string } | undefined {
  if (url.username === '') return undefined;
  return { username: decoded(url.username), password: decoded(url.password) };
}

/** A `%` that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded at all: passwords hold any sign.
    return text;
  }
}
