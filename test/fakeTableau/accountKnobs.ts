// What a test can do to sessions, tokens, secrets and users while the server runs.
import type { Model, Moment, PersonalAccessToken } from './model';

export class AccountKnobs {
  constructor(readonly model: Model) {}

  /** Ends every session, or those of one user name. */
  expireSessions(userName?: string): void {
    const { sessions, users } = this.model;
    for (const [token, session] of sessions) {
      if (userName === undefined || users.get(session.userLuid)?.name === userName) {
        sessions.delete(token);
      }
    }
  }

  revokePat(name: string): void {
    for (const token of this.model.personalAccessTokens) {
      if (token.name === name) token.revoked = true;
    }
    for (const [key, session] of this.model.sessions) {
      if (session.personalAccessTokenName === name) this.model.sessions.delete(key);
    }
  }

  /** The token's own day has come; sessions that began with it go on. */
  expirePat(name: string, at: Moment = this.model.now()): void {
    for (const token of this.#patsCalled(name)) token.expiresAt = at;
  }

  /** Nobody has signed in with the token for so long: after 15 days it is dead. */
  leavePatUnused(name: string, milliseconds: number): void {
    for (const token of this.#patsCalled(name)) token.lastUsedAt = this.model.now() - milliseconds;
  }

  #patsCalled(name: string): readonly PersonalAccessToken[] {
    const tokens = this.model.personalAccessTokens.filter((one) => one.name === name);
    if (tokens.length === 0) throw new Error(`There is no personal access token ${name}.`);
    return tokens;
  }

  /** One secret of a connected app, on or off: off is 127. */
  enableSecret(secretId: string, enabled: boolean): void {
    const secrets = this.model.connectedApps.flatMap((app) => app.secrets);
    const secret = secrets.find((one) => one.id === secretId);
    if (!secret) throw new Error(`No connected app has a secret ${secretId}.`);
    secret.enabled = enabled;
  }

  lockUser(userName: string): void {
    this.model.lockedUsers.add(userName);
  }

  unlockUser(userName: string): void {
    this.model.lockedUsers.delete(userName);
  }
}
