/** The registry of checks, in the order in which a connection comes about: a new one is a file and a line here. */
import { budgetCheck } from './budgetCheck';
import type { Check } from './check';
import { jobsCheck } from './jobsCheck';
import { metadataApiCheck } from './metadataApiCheck';
import { proxyCheck } from './proxyCheck';
import { reachCheck } from './reachCheck';
import { roleCheck } from './roleCheck';
import { signInCheck } from './signInCheck';
import { tlsCheck } from './tlsCheck';
import { versionCheck } from './versionCheck';

export const checks: readonly Check[] = [
  reachCheck,
  proxyCheck,
  tlsCheck,
  versionCheck,
  signInCheck,
  roleCheck,
  metadataApiCheck,
  jobsCheck,
  budgetCheck,
];
