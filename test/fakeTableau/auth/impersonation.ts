// Signing in as somebody else: Server only, by server administrators, with a user's LUID.
import { Refusal } from '../http/errors';
import { text, type RequestTree } from '../http/requestBody';
import type { Site, User } from '../model';
import type { Call } from '../rest/route';
import { licensed, type Proof } from './proofs';
import { signInRefused } from './signInRefused';

/** With a token since 3.11, and only where the administrator of the server has switched it on (documented). */
export function impersonated(
  call: Call,
  site: Site,
  proof: Proof,
  target: RequestTree | undefined,
): User {
  const luid = text(target, 'id');
  if (luid === undefined) return proof.user;
  const byToken = proof.how.kind === 'personalAccessToken';
  const allowed =
    !call.profile.cloud &&
    proof.user.siteRole === 'ServerAdministrator' &&
    (!byToken || (call.minor >= 11 && call.knobs.patImpersonation));
  const user = call.model.users.on(site.luid, luid);
  if (!allowed || !user) {
    if (call.knobs.guesses.impersonationRefusal === '401001') throw signInRefused();
    throw new Refusal(403004, 'User does not have permission to sign in as somebody else.');
  }
  return licensed(user);
}
