/** "Connection Settings": how one server is reached, and what of that can be changed for it alone. */
import * as vscode from 'vscode';
import { readCertificates } from '../network/certificates';
import type { Network, Way } from '../network/network';
import { isTableauError } from '../tableau/errors';
import { errorText } from '../ui/errorText';
import { showFailure } from '../ui/messages';
import { plainLabel } from '../ui/plainLabel';
import { pickServer, type ServerNeeds } from './pickServer';
import { askProxyLogin } from './proxyLogin';

interface Row extends vscode.QuickPickItem {
  /** True when the list is to be shown again, with what has changed. */
  run?(): Promise<boolean>;
}

/** `target`: as for Test Connection. The list comes back until the user leaves it. */
export function connectionSettings(needs: ServerNeeds): (target?: unknown) => Promise<void> {
  return async (target) => {
    const chosen = await pickServer(needs, target, {
      title: vscode.l10n.t('Connection Settings'),
      placeholder: vscode.l10n.t('Which server do you want to reach in another way?'),
      allowAddress: true,
    });
    if (chosen === undefined) return;
    const { server, entry } = chosen;
    const about = entry === undefined ? { server } : { site: entry.profile.site };
    await changeConnection({
      server,
      network: await needs.network.get(),
      test: () => vscode.commands.executeCommand('vizport.testConnection', about),
      // Not waited for: the list is there meanwhile.
      tell: (message) => {
        message.catch((error: unknown) => needs.log.error(String(error)));
      },
    });
  };
}

interface Changing {
  readonly server: string;
  readonly network: Network;
  readonly test: () => PromiseLike<unknown>;
  readonly tell: (message: Promise<void>) => void;
}

async function changeConnection(changing: Changing): Promise<void> {
  const { network, server } = changing;
  for (let again = true; again;) {
    const way = await network.describe(server);
    const chosen = await vscode.window.showQuickPick(rowsOf(changing, way), {
      title: vscode.l10n.t('Connection Settings: {0}', new URL(server).host),
      placeHolder: summary(way),
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    again = (await chosen?.run?.()) ?? false;
  }
}

function rowsOf(changing: Changing, way: Way): Row[] {
  const { network, server, test } = changing;
  const { proxy, remembered } = way;
  const { caFile, through, chosenBy } = remembered;
  const choose = (change: Parameters<Network['servers']['change']>[1]) => async () => {
    await network.servers.change(server, change);
    return true;
  };
  const byUser = chosenBy === 'user' ? through : undefined;
  const checked = (is: boolean): string => (is ? '$(check) ' : '$(blank) ');
  const connection: Row[] = [
    line(vscode.l10n.t('Connection')),
    {
      label: `${checked(byUser === undefined)}${vscode.l10n.t('Automatic')}`,
      detail:
        through === 'host' && byUser === undefined
          ? vscode.l10n.t('Only VS Code’s network got through, so that is used now.')
          : vscode.l10n.t(
              'Vizport’s own connection; VS Code’s network where only that gets through.',
            ),
      run: choose({ through: undefined, chosenBy: undefined }),
    },
    {
      label: `${checked(byUser === 'own')}${vscode.l10n.t('Vizport’s own connection, always')}`,
      detail: vscode.l10n.t('Follows http.proxy and the environment; uses the certificate file.'),
      run: choose({ through: 'own', chosenBy: 'user' }),
    },
    {
      label: `${checked(byUser === 'host')}${vscode.l10n.t('VS Code’s network, always')}`,
      detail: vscode.l10n.t(
        'Knows PAC files, Kerberos and VS Code’s proxy login; does not use the certificate file.',
      ),
      run: choose({ through: 'host', chosenBy: 'user' }),
    },
  ];
  const certificates: Row[] = [
    line(vscode.l10n.t('Certificates')),
    {
      label: `$(file) ${vscode.l10n.t('Choose Certificate File…')}`,
      detail:
        caFile === undefined
          ? vscode.l10n.t('A PEM file with the authority of this server, such as your company’s.')
          : vscode.l10n.t('Now: {0}', plainLabel(caFile)),
      run: () => chooseFile(changing, caFile),
    },
    ...(caFile === undefined
      ? []
      : [
          {
            label: `$(trash) ${vscode.l10n.t('Forget Certificate File')}`,
            run: choose({ caFile: undefined }),
          },
        ]),
  ];
  const proxies: Row[] = [
    line(vscode.l10n.t('Proxy')),
    ...(proxy.kind === 'proxy' ? loginRows(network, proxy.proxy, way) : []),
    {
      label: `$(gear) ${vscode.l10n.t('Open VS Code’s Proxy Settings')}`,
      detail: vscode.l10n.t(
        'http.proxy, http.noProxy, http.proxySupport and others count here too.',
      ),
      run: async () => {
        await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
        return false;
      },
    },
  ];
  const testing: Row[] = [
    line(''),
    {
      label: `$(pulse) ${vscode.l10n.t('Test Connection')}`,
      run: async () => {
        await test();
        return false;
      },
    },
  ];
  return [...connection, ...certificates, ...proxies, ...testing];
}

function loginRows(network: Network, proxy: string, { login }: Way): Row[] {
  const enter: Row = {
    label: `$(key) ${vscode.l10n.t('Enter Proxy Login…')}`,
    detail: vscode.l10n.t(
      'User name and password for {0}, kept in the secret storage of VS Code.',
      new URL(proxy).host,
    ),
    run: async () => {
      await askProxyLogin(network, proxy);
      return true;
    },
  };
  const forget: Row = {
    label: `$(trash) ${vscode.l10n.t('Forget Proxy Login')}`,
    run: async () => {
      await network.logins.forget(proxy);
      return true;
    },
  };
  return login === 'stored' ? [enter, forget] : [enter];
}

/** A file that will not do is told, and what was there before stays. */
async function chooseFile(
  { network, server, tell }: Changing,
  current: string | undefined,
): Promise<boolean> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Certificate File for {0}', new URL(server).host),
      openLabel: vscode.l10n.t('Use This File'),
      filters: {
        [vscode.l10n.t('Certificates (PEM)')]: ['pem', 'crt', 'cer', 'ca-bundle'],
        [vscode.l10n.t('All files')]: ['*'],
      },
      ...(current === undefined ? {} : { defaultUri: vscode.Uri.file(current) }),
    })) ?? [];
  if (file === undefined) return true;
  if (file.scheme !== 'file') {
    tell(showFailure(vscode.l10n.t('Choose a file on the computer where Vizport runs.')));
    return true;
  }
  try {
    await readCertificates(file.fsPath);
    await network.servers.change(server, { caFile: file.fsPath });
  } catch (error) {
    if (!isTableauError(error)) throw error;
    tell(showFailure(errorText(error)));
  }
  return true;
}

function line(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function summary({ proxy, byHost }: Way): string {
  if (byHost) return vscode.l10n.t('Reached by VS Code’s network');
  return proxy.kind === 'proxy'
    ? vscode.l10n.t('Reached through the proxy {0} ({1})', new URL(proxy.proxy).host, proxy.from)
    : vscode.l10n.t('Reached directly, without a proxy');
}
