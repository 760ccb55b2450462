/** Is there a way to the host, or to the proxy before it: its name is known, and its port takes a connection. */
import { l10n } from 'vscode';
import { reach } from '../../network/probe';
import type { Check } from './check';
import { failureOf } from './failureOf';

export const reachCheck: Check = {
  id: 'reach',
  title: () => l10n.t('Reach'),
  needs: [],
  async run({ server, way }, signal) {
    if (way.byHost)
      return {
        outcome: 'skipped',
        text: l10n.t('VS Code makes the connection: "Version" tells whether it gets through.'),
      };
    const { proxy } = way;
    const to = proxy.kind === 'proxy' ? proxy.proxy : server;
    const host = new URL(to).host;
    try {
      const addresses = await reach(to, signal);
      return {
        outcome: 'ok',
        text:
          proxy.kind === 'proxy'
            ? l10n.t('The proxy {0} takes connections.', host)
            : l10n.t('{0} takes connections.', host),
        facts: [[l10n.t('Addresses'), addresses.join(', ')]],
      };
    } catch (error) {
      signal.throwIfAborted();
      return failureOf(error, {
        host: new URL(server).host,
        ...(proxy.kind === 'proxy' ? { proxyHost: host } : {}),
      });
    }
  },
};
