/** Is it Tableau that answers, and which version; chooses between our own connections and VS Code's network on the way. */
import { l10n } from 'vscode';
import type { Choice, Tried } from '../../network/chooseWay';
import { isTableauError } from '../../tableau/errors';
import { isCloudHost } from '../../tableau/model';
import { errorText } from '../../ui/errorText';
import type { Check, Finding } from './check';
import { failureOf } from './failureOf';

export const versionCheck: Check = {
  id: 'version',
  title: () => l10n.t('Version'),
  needs: [],
  async run(subject, signal) {
    const { server, network } = subject;
    const choice = await network.choose(server, signal);
    subject.way = await network.describe(server);
    const answered = choice.chosen === 'host' ? choice.host : choice.own;
    if (answered.outcome !== 'answered') return failed(choice, server);
    const { info } = answered;
    subject.info = info;
    const product = info.productVersion ?? l10n.t('of a version that it does not tell');
    const facts = [
      [l10n.t('Product'), [product, info.build && `(${info.build})`].filter(Boolean).join(' ')],
      [l10n.t('REST API'), info.apiVersion],
      [l10n.t('Connection'), connectionText(choice)],
      ...(info.server === server
        ? []
        : [[l10n.t('It wants to be called at'), info.server] as const]),
    ] as const;
    const kind = isCloudHost(server) ? 'Tableau Cloud' : 'Tableau Server';
    const text = l10n.t('{0} {1} answers.', kind, product);
    if (choice.chosen === 'own' || choice.fixed) return { outcome: 'ok', text, facts };
    return {
      outcome: 'note',
      text: l10n.t(
        '{0} Only VS Code’s own network gets through, so Vizport uses it for this server from now on.',
        text,
      ),
      advice: l10n.t(
        'Vizport’s own connection failed: {0} This choice can be changed in "Tableau: Connection Settings".',
        errorOf(choice.own),
      ),
      facts,
    };
  },
};

function failed(choice: Choice, server: string): Finding {
  const host = new URL(server).host;
  const first = choice.own.outcome === 'failed' ? choice.own : choice.host;
  const finding = failureOf(first.outcome === 'failed' ? first.error : undefined, { host });
  const advice = [
    choice.own.outcome === 'failed' && choice.host.outcome === 'failed'
      ? l10n.t('VS Code’s own network does not get through either: {0}', errorOf(choice.host))
      : undefined,
    first.outcome === 'failed' && isTableauError(first.error, 'notTableau') && !isCloudHost(server)
      ? l10n.t(
          'If this is a custom domain of Tableau Cloud, sign in at the address of its pod instead, such as https://10ax.online.tableau.com.',
        )
      : undefined,
  ].filter((line) => line !== undefined);
  return { ...finding, ...(advice.length === 0 ? {} : { advice: advice.join(' ') }) };
}

function errorOf(tried: Tried): string {
  return tried.outcome === 'failed' ? errorText(tried.error) : '';
}

function connectionText({ chosen, fixed }: Choice): string {
  if (chosen === 'own')
    return fixed ? l10n.t('Vizport’s own, chosen in Connection Settings') : l10n.t('Vizport’s own');
  return fixed
    ? l10n.t('VS Code’s network, chosen in Connection Settings')
    : l10n.t('VS Code’s network, chosen by this test');
}
