/** VS Code's `http.*` settings and the environment's proxy variables, as plain data. */

export interface HttpSettings {
  /** `http.proxySupport`: with `off` neither settings nor environment are asked for a proxy. */
  readonly proxySupport: 'off' | 'on' | 'fallback' | 'override';
  /** `http.proxy`; empty when it is not set. */
  readonly proxy: string;
  /** `http.noProxy`; when it names anything, `NO_PROXY` is not asked, as VS Code has it. */
  readonly noProxy: readonly string[];
  /** `http.proxyAuthorization`: a whole header. A secret. */
  readonly proxyAuthorization: string | undefined;
  /** `http.proxyStrictSSL`: certificates are checked. */
  readonly proxyStrictSSL: boolean;
  /** `http.systemCertificates`: those of the operating system count. */
  readonly systemCertificates: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that holds a proxy for this scheme, lower case first, as curl reads them. */
export function environmentProxy(
  environment: Environment,
  scheme: 'http' | 'https',
): { readonly name: string; readonly value: string } | undefined {
  const names = scheme === 'https' ? ['https_proxy', 'http_proxy'] : ['http_proxy'];
  for (const lower of [...names, 'all_proxy'])
    for (const name of [lower, lower.toUpperCase()]) {
      const value = environment[name]?.trim();
      if (value !== undefined && value !== '') return { name, value };
    }
  return undefined;
}

/** The entries of `NO_PROXY`, separated by commas or blanks. */
export function environmentNoProxy(environment: Environment): readonly string[] {
  const text = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return text.split(/[\s,]+/u).filter((entry) => entry !== '');
}
