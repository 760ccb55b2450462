/** Keeps what is known of sites in step with sessions: the context key, and content of sites that are left or changed hands. */
import type { Disposable } from '../base/emitter';
import type { SiteContents } from '../content/siteContents';
import type { SessionsContract } from '../session/sessionsContract';
import { siteKey, type SiteRef } from '../tableau/model';
import { setContextKey } from './contextKeys';

export function followSites(
  sessions: SessionsContract,
  contents: SiteContents,
  report: (error: unknown) => Promise<void>,
): Disposable {
  let known = accounts(sessions);
  const update = (): void => {
    const now = accounts(sessions);
    for (const [key, { site, account }] of known) {
      if (now.get(key)?.account !== account) contents.forget(site);
    }
    known = now;
    setContextKey('vizport.hasSites', now.size > 0).catch(report);
  };
  update();
  return sessions.onDidChange(update);
}

/** Who looks at each site: another account, or none after Sign Out, may see other things. */
function accounts(
  sessions: SessionsContract,
): ReadonlyMap<string, { readonly site: SiteRef; readonly account: string }> {
  return new Map(
    sessions.list().map(({ profile, state }) => {
      const { site, method, account, as = '' } = profile;
      const who = state.status === 'signedOut' ? '' : `${method}:${account}:${as}`;
      return [siteKey(site), { site, account: who }];
    }),
  );
}
