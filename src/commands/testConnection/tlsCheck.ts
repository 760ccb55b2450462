/** Is the connection encrypted, and does a known authority vouch for the server's certificate. */
import { l10n } from 'vscode';
import { askProxy, shakeHands, type TlsFacts } from '../../network/probe';
import type { Trust } from '../../tableau/route';
import { TableauError } from '../../tableau/errors';
import { dateTime } from '../../ui/dateText';
import type { Check, Finding, Subject } from './check';
import { failureOf } from './failureOf';

const day = 86_400_000;
/** A certificate that ends sooner is told of. */
const soonMs = 30 * day;

export const tlsCheck: Check = {
  id: 'tls',
  title: () => l10n.t('TLS'),
  needs: [],
  async run(subject, signal) {
    const { server, way, network } = subject;
    const host = new URL(server).host;
    if (!server.startsWith('https:'))
      return {
        outcome: 'note',
        text: l10n.t('{0} is called with http: nothing is encrypted, passwords neither.', host),
        advice: l10n.t('Where the server has a certificate, sign in at its https address.'),
      };
    if (way.byHost)
      return {
        outcome: 'skipped',
        text: l10n.t('VS Code makes the connection, and checks the certificate itself.'),
        ...(way.remembered.caFile === undefined
          ? {}
          : {
              advice: l10n.t(
                'The certificate file counts for Vizport’s own connection only: put the authority into the store of the operating system.',
              ),
            }),
      };
    try {
      const route = await network.ownRoute(server);
      if (route.via === 'proxy' && route.proxy.startsWith('socks5:'))
        return {
          outcome: 'skipped',
          text: l10n.t('Behind a SOCKS proxy: "Version" tells whether the certificate is trusted.'),
        };
      const tunnel =
        route.via === 'proxy' ? (await askProxy(route, server, signal)).tunnel : undefined;
      if (route.via === 'proxy' && tunnel === undefined)
        return {
          outcome: 'skipped',
          text: l10n.t('The proxy did not let Vizport through to the server.'),
        };
      const facts = await shakeHands(server, route.trust, tunnel, signal);
      return findingOf(subject, host, facts, route.trust);
    } catch (error) {
      signal.throwIfAborted();
      return failureOf(error, { host });
    }
  },
};

function findingOf({ way, now }: Subject, host: string, facts: TlsFacts, trust: Trust): Finding {
  const left = facts.validTo - now();
  const lines = [
    [l10n.t('Protocol'), facts.protocol],
    [l10n.t('Certificate for'), facts.subject],
    [l10n.t('Issued by'), facts.issuer],
    [l10n.t('Valid until'), dateTime(new Date(facts.validTo).toISOString())],
    [l10n.t('Trusted'), trustText(way)],
  ] as const;
  const { problem } = facts;
  if (problem !== undefined && trust.verify)
    return {
      ...failureOf(new TableauError('network', { code: problem, host }), { host }),
      facts: lines,
    };
  if (!trust.verify)
    return {
      outcome: 'note',
      text: l10n.t(
        'Certificates are not checked: the setting http.proxyStrictSSL is off. Anybody on the way can read along.',
      ),
      advice: l10n.t(
        'Choose the PEM file of the authority in "Tableau: Connection Settings" and switch http.proxyStrictSSL on.',
      ),
      facts: lines,
    };
  if (left < soonMs)
    return {
      outcome: 'note',
      text: l10n.t(
        'The connection is trusted. The certificate of {0} ends in {1} days: those who run the server should renew it.',
        host,
        Math.max(0, Math.floor(left / day)),
      ),
      facts: lines,
    };
  return { outcome: 'ok', text: l10n.t('The connection to {0} is trusted.', host), facts: lines };
}

function trustText({ remembered, systemCertificates }: Subject['way']): string {
  const { caFile } = remembered;
  const system = {
    read: l10n.t('authorities of Node and of the operating system'),
    off: l10n.t('authorities of Node; http.systemCertificates is off'),
    unreadable: l10n.t(
      'authorities of Node; those of the operating system only by VS Code’s own network',
    ),
  }[systemCertificates];
  return caFile === undefined ? system : l10n.t('{0}, and the file {1}', system, caFile);
}
