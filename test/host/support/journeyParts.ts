/** Who walks the journey, and how: each release with every user, every sign-in and every guess about the server. */
import type { OwnJobs } from '../../fakeTableau/knobs';
import type { MetadataMode } from '../../fakeTableau/metadataRequest';
import type { Profile } from '../../fakeTableau/profiles';
import type { OwnMethod, Who } from './journeyBed';

/** How a server without the Metadata API answers is told differently by everybody: each has its turn. */
const offModes = ['featureDisabled', 'siteDisabled', 'accessDenied', '404', 'html'] as const;

export interface Part {
  readonly who: Who;
  readonly method: OwnMethod;
  readonly ownJobs: OwnJobs;
  readonly metadata: readonly MetadataMode[];
  /** Whether this session may read its jobs; otherwise only the Metadata API can tell an end. */
  readonly readsJobs: boolean;
  /** Whether this session may read the runs of its flows, where it may not read jobs. */
  readonly readsRuns: boolean;
  /** Whether the Metadata API answers this session where it is on. */
  readonly readsMetadata: boolean;
}

/** Every answer to a non-administrator's question for a job that is thought possible (field guide §0.2.5). */
const ownJobs: readonly OwnJobs[] = ['forbidden', 'readable', '401002'];

export function partsOf({ minor, cloud }: Profile): readonly Part[] {
  const method = minor >= 6 ? 'personalAccessToken' : 'password';
  const off: readonly MetadataMode[] = cloud ? ['siteDisabled', 'accessDenied'] : offModes;
  const signedIn = { method, readsMetadata: true, readsRuns: minor >= 10 } as const;
  const parts: Part[] = [
    {
      ...signedIn,
      who: 'administrator',
      ownJobs: 'forbidden',
      readsJobs: true,
      metadata: ['on', off[0] ?? 'featureDisabled'],
    },
    ...ownJobs.map((answer): Part => ({
      ...signedIn,
      who: 'creator',
      ownJobs: answer,
      readsJobs: answer === 'readable',
      metadata: answer === 'forbidden' ? ['on', ...off] : ['on', off[0] ?? 'featureDisabled'],
    })),
  ];
  // A connected app's session reads jobs from API 3.25 on, and asks the Metadata API from 3.21 on.
  if (minor >= 17)
    for (const who of ['administrator', 'creator'] as const)
      parts.push({
        who,
        method: 'connectedApp',
        ownJobs: 'forbidden',
        metadata: ['on'],
        readsJobs: who === 'administrator' && minor >= 25,
        readsMetadata: minor >= 21,
        readsRuns: minor >= 27,
      });
  return parts;
}

export function titleOf({ who, method, ownJobs: jobs }: Part): string {
  const answers = who === 'creator' ? `, whose own jobs are ${jobs},` : '';
  return `as ${who}${answers} with ${method}`;
}
