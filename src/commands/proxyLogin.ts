/** Asks for user name and password of a proxy, and keeps them in SecretStorage. */
import * as vscode from 'vscode';
import type { Network } from '../network/network';
import { askText } from '../ui/multiStep';

/** True when a login was kept. */
export async function askProxyLogin(network: Network, proxy: string): Promise<boolean> {
  const { host } = new URL(proxy);
  const title = vscode.l10n.t('Proxy Login: {0}', host);
  const known = await network.logins.of(proxy);
  let username = known?.username ?? '';
  for (let step = 1; ;) {
    const place = { title, step, totalSteps: 2 };
    const answer =
      step === 1
        ? await askText(place, {
            prompt: vscode.l10n.t('User name for the proxy {0}', host),
            value: username,
            validate: (text) =>
              text.trim() === ''
                ? vscode.l10n.t('This may not be empty.')
                : text.includes(':')
                  ? vscode.l10n.t('A user name for a proxy holds no colon.')
                  : undefined,
          })
        : await askText(place, {
            prompt: vscode.l10n.t('Password; it is kept in the secret storage of VS Code only'),
            value: '',
            password: true,
            validate: () => undefined,
          });
    if (answer.kind === 'cancel') return false;
    if (answer.kind === 'back') step = 1;
    else if (step === 1) {
      username = answer.value.trim();
      step = 2;
    } else {
      await network.logins.keep(proxy, { username, password: answer.value });
      return true;
    }
  }
}
