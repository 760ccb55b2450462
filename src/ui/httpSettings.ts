/** VS Code's own network settings as plain data: what the network below decides by. */
import * as vscode from 'vscode';
import type { HttpSettings } from '../network/httpSettings';

/** Gives the same object until a setting changes; none of them needs a reload. */
export class HttpSettingsReader implements vscode.Disposable {
  #read: HttpSettings | undefined;
  readonly #listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('http')) this.#read = undefined;
  });

  now(): HttpSettings {
    this.#read ??= read();
    return this.#read;
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

/** Old versions, forks and hand-written files may hold anything. */
function read(): HttpSettings {
  const http = vscode.workspace.getConfiguration('http');
  const support: unknown = http.get('proxySupport');
  const noProxy: unknown = http.get('noProxy');
  return {
    proxySupport:
      support === 'off' || support === 'on' || support === 'fallback' ? support : 'override',
    proxy: text(http.get('proxy')) ?? '',
    noProxy: Array.isArray(noProxy)
      ? noProxy.filter((one): one is string => typeof one === 'string')
      : [],
    proxyAuthorization: text(http.get('proxyAuthorization')),
    proxyStrictSSL: http.get('proxyStrictSSL') !== false,
    systemCertificates: http.get('systemCertificates') !== false,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
