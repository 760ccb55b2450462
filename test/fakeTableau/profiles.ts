// The Tableau releases that the fake server can pretend to be, and what each can do.

export type ProfileName = '2019.3' | '2021.4' | '2022.3' | '2025.1' | 'cloud';

export interface Profile {
  readonly name: ProfileName;
  /** The newest REST version, as "3.25". */
  readonly apiVersion: string;
  /** The minor number of 3.x, for comparisons. */
  readonly minor: number;
  readonly productVersion: string;
  readonly build: string;
  /** Tableau Cloud: no default site, no switchSite, no schedules, absolute 120-minute sessions. */
  readonly cloud: boolean;
  /** Server only: the origin that `webpageUrl` carries instead of ours (guide 0.2, 17). */
  readonly internalOrigin: string | undefined;
  /** Where the Metadata API starts; `tsm` leaves it off on Server. */
  readonly metadata: 'on' | 'featureDisabled';
}

const internalOrigin = 'http://tableau-internal';

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  '2019.3': {
    name: '2019.3',
    apiVersion: '3.5',
    minor: 5,
    productVersion: '2019.3.1',
    build: '20193.19.1010.1447',
    cloud: false,
    internalOrigin,
    metadata: 'featureDisabled',
  },
  '2021.4': {
    name: '2021.4',
    apiVersion: '3.14',
    minor: 14,
    productVersion: '2021.4.4',
    build: '20214.22.0213.1137',
    cloud: false,
    internalOrigin,
    metadata: 'featureDisabled',
  },
  '2022.3': {
    name: '2022.3',
    apiVersion: '3.17',
    minor: 17,
    productVersion: '2022.3.5',
    build: '20223.23.0216.1143',
    cloud: false,
    internalOrigin,
    metadata: 'featureDisabled',
  },
  '2025.1': {
    name: '2025.1',
    apiVersion: '3.25',
    minor: 25,
    productVersion: '2025.1.3',
    build: '20251.25.0612.1100',
    cloud: false,
    internalOrigin,
    metadata: 'featureDisabled',
  },
  cloud: {
    name: 'cloud',
    apiVersion: '3.29',
    minor: 29,
    productVersion: '2026.2.0',
    build: '20262.26.0519.0915',
    cloud: true,
    internalOrigin: undefined,
    metadata: 'on',
  },
};

export function isProfileName(text: string): text is ProfileName {
  return Object.hasOwn(profiles, text);
}
