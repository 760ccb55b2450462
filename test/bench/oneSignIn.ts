/** One expired session, one sign-in: over eight processes that share a store, and over a thousand requests of one window. */
import type { Bench } from './bench';
import { rounded } from './figure';
import { ManyWindows, type Round } from './windows/manyWindows';

const rounds = 6;

export const oneSignIn: Bench = {
  names: [
    'sign-ins per expired session',
    'renewals of 1,000 requests',
    'failures of 1,000 requests',
  ],
  async measure({ progress }) {
    progress('eight windows over one store, killed at random');
    const many = await ManyWindows.open(8);
    let together: Round[];
    try {
      together = [];
      for (let n = 0; n < rounds; n++)
        together.push(await many.round({ kill: n % 2 === 0 ? 0 : 3, requests: 4 }));
    } finally {
      await many.close();
    }
    progress('a thousand requests over an expiring session');
    const one = await ManyWindows.open(1);
    try {
      const thousand = await one.round({ kill: 0, requests: 1_000 });
      const counted = together.reduce((sum, { signIns, lost }) => sum + signIns - lost, 0);
      const killed = together.reduce((sum, round) => sum + round.killed, 0);
      const lost = together.reduce((sum, round) => sum + round.lost, 0);
      return [
        {
          name: 'sign-ins per expired session',
          value: rounded(counted / rounds),
          unit: 'sign-ins',
          against: `1; 8 processes, ${killed} of them killed, and ${lost} sign-ins whose session died with its window`,
        },
        {
          name: 'renewals of 1,000 requests',
          value: thousand.signIns,
          unit: 'renewals',
          against: '1; all sent at the same moment over a session that has ended',
        },
        {
          name: 'failures of 1,000 requests',
          value: thousand.failures.length,
          unit: 'failures',
          against: '0',
        },
      ];
    } finally {
      await one.close();
    }
  },
};
