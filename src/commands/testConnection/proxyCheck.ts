/** Is there a proxy, who says so, and does it let us through. */
import { l10n } from 'vscode';
import { askProxy } from '../../network/probe';
import type { Way } from '../../network/network';
import type { ProxyChoice } from '../../network/proxyChoice';
import { TableauError } from '../../tableau/errors';
import type { Check, Finding } from './check';
import { failureOf } from './failureOf';

export const proxyCheck: Check = {
  id: 'proxy',
  title: () => l10n.t('Proxy'),
  needs: [],
  async run({ server, way, network }, signal) {
    const { proxy } = way;
    if (proxy.kind === 'none') return { outcome: 'ok', text: noneText(proxy) };
    const about = { host: new URL(server).host };
    if (proxy.kind === 'unreadable')
      return failureOf(
        new TableauError('network', { ...about, code: 'PROXY_UNREADABLE', detail: proxy.from }),
        about,
      );
    const proxyHost = new URL(proxy.proxy).host;
    const facts = [
      [l10n.t('Proxy'), proxy.proxy],
      [l10n.t('Set by'), proxy.from],
      [l10n.t('Login'), loginText(way)],
    ] as const;
    if (proxy.proxy.startsWith('socks5:'))
      return {
        outcome: 'skipped',
        text: l10n.t('A SOCKS proxy: "Version" tells whether it lets Vizport through.'),
        facts,
      };
    if (way.byHost)
      return {
        outcome: 'skipped',
        text: l10n.t('VS Code makes the connection, and talks to the proxy itself.'),
        facts: facts.slice(0, 2),
      };
    try {
      const route = await network.ownRoute(server);
      if (route.via !== 'proxy') return { outcome: 'ok', text: l10n.t('No proxy is set.') };
      const { status, schemes, tunnel } = await askProxy(route, server, signal);
      tunnel?.destroy();
      if (status === 200)
        return {
          outcome: 'ok',
          text: l10n.t('The proxy {0} lets Vizport through.', proxyHost),
          facts,
        };
      const code = status === 407 ? 'PROXY_LOGIN' : 'PROXY_REFUSED';
      const error = new TableauError('network', { ...about, code, proxyHost, httpStatus: status });
      return { ...failureOf(error, about), ...loginAdvice(way, status, schemes), facts };
    } catch (error) {
      signal.throwIfAborted();
      return { ...failureOf(error, { ...about, proxyHost }), facts };
    }
  },
};

function noneText(proxy: Extract<ProxyChoice, { kind: 'none' }>): string {
  switch (proxy.because) {
    case 'off':
      return l10n.t('No proxy is used: the setting http.proxySupport is "off".');
    case 'local':
      return l10n.t('No proxy is used for this computer.');
    case 'exempt':
      return l10n.t(
        'No proxy is used: "{0}" in {1} exempts this server.',
        proxy.entry ?? '',
        proxy.from ?? '',
      );
    case 'unset':
      return l10n.t(
        'No proxy is set, neither in http.proxy nor in the environment. Only VS Code’s own network knows the proxy of the operating system (PAC file).',
      );
    default:
      return proxy.because satisfies never;
  }
}

function loginText({ login }: Way): string {
  switch (login) {
    case 'stored':
      return l10n.t('yes, from the secret storage of VS Code');
    case 'http.proxyAuthorization':
      return l10n.t('yes, from the setting http.proxyAuthorization');
    case 'address':
      return l10n.t('yes, from the address of the proxy');
    case undefined:
      return l10n.t('none');
    default:
      return login satisfies never;
  }
}

function loginAdvice(
  { login }: Way,
  status: number,
  schemes: readonly string[],
): Pick<Finding, 'advice'> {
  if (status !== 407) return {};
  const wanted = schemes.join(', ');
  if (schemes.length > 0 && !schemes.some((scheme) => /^basic$/iu.test(scheme)))
    return {
      advice: l10n.t(
        'It wants {0}, not a user name and password. Only VS Code’s own network can do that: Vizport uses it where it gets through.',
        wanted,
      ),
    };
  return login === undefined
    ? {}
    : { advice: l10n.t('It refused the login that Vizport has: user name or password is wrong.') };
}
