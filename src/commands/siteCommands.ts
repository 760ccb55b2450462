/** The commands about remembered sites and their credentials, each with its handler. */
import type { SessionsContract } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import type { CommandHandlers } from '../ui/commands';
import type { addSecondSecret, switchSecret } from './signInSecret';
import { onConnectedApp, removeSite, replaceCredentialsOf, resumeSite, signOut } from './sites';

/** Of `onDemand.ts`. */
interface SecretCommands {
  readonly addSecondSecret: typeof addSecondSecret;
  readonly switchSecret: typeof switchSecret;
}

type Ids =
  | 'resumeSite'
  | 'signOut'
  | 'replaceCredentials'
  | 'addSecondSecret'
  | 'switchSecret'
  | 'removeSite';

export function siteCommands(
  load: () => Promise<SecretCommands>,
  sessions: SessionsContract,
  replace: (site: SiteRef) => Promise<SiteRef | undefined>,
): Pick<CommandHandlers, `vizport.${Ids}`> {
  return {
    'vizport.resumeSite': resumeSite(sessions, replace),
    'vizport.signOut': signOut(sessions),
    'vizport.replaceCredentials': replaceCredentialsOf(sessions, replace),
    'vizport.addSecondSecret': onConnectedApp(sessions, async (entry) =>
      (await load()).addSecondSecret(sessions)(entry),
    ),
    'vizport.switchSecret': onConnectedApp(
      sessions,
      async (entry) => (await load()).switchSecret(sessions)(entry),
      ({ secondSecretId }) => secondSecretId !== undefined,
    ),
    'vizport.removeSite': removeSite(sessions),
  };
}
