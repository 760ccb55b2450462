// Guesses about sign-in, shown.
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { mintToken } from '../../../fakeTableau/auth/issuers';
import type { FakeTableau } from '../../../fakeTableau/server';
import { passwordOf, RestTalk, tokenOf } from '../restTalk';
import { outcome, type Exercises } from './exercise';

function mint(fake: FakeTableau, audience = 'tableau'): Promise<string> {
  const { clientId, secretId, secretValue, username } = fake.credentials.connectedApp;
  const exp = Math.floor(fake.model.now() / 1000) + 300;
  const claims = { iss: clientId, sub: username, aud: audience, jti: randomUUID(), exp };
  return new SignJWT({ ...claims, scp: ['tableau:content:read'] })
    .setProtectedHeader({ alg: 'HS256', kid: secretId })
    .sign(new TextEncoder().encode(secretValue));
}

async function subCode(fake: FakeTableau, jwt: string): Promise<string> {
  const reply = await new RestTalk(fake).signIn({ jwt });
  return reply.headers.get('tableau_error_code') ?? 'none';
}

export const signInExercises = {
  jwtClaimCode: {
    observe: async (fake) => subCode(fake, await mint(fake, 'another')),
    expected: { loginFailed: '16', parseError: '10084' },
  },
  jwtReplayCode: {
    observe: async (fake) => {
      const jwt = await mint(fake);
      await new RestTalk(fake).enter({ jwt });
      return subCode(fake, jwt);
    },
    expected: { loginFailed: '16', replayed: '10091' },
  },
  unknownIssuer: {
    observe: async (fake) => {
      const claims = { iss: 'https://elsewhere.example' };
      const userName = 'ana.ruiz@fernweh.example';
      return subCode(fake, await mintToken(fake.model, 'trust', { userName, claims }));
    },
    expected: { keysNotFetched: '10085', loginFailed: '16' },
  },
  impersonationRefusal: {
    profile: '2025.1',
    observe: (fake) =>
      outcome(new RestTalk(fake).signIn({ ...passwordOf(fake), user: { id: randomUUID() } })),
    expected: { '401001': '401001', '403004': '403004' },
  },
  patBelow36: {
    profile: '2019.3',
    observe: (fake) => outcome(new RestTalk(fake).signIn(tokenOf(fake))),
    expected: { '401001': '401001', '400000': '400000' },
  },
} satisfies Partial<Exercises>;
