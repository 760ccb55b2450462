// The site in the path against the site of the session.
import { Refusal } from '../http/errors';
import type { Site } from '../model';
import type { Backend } from './route';

/** A token is good for its own site: another one's LUID is 403010, an unknown one 404000 (documented). */
export function requireOwnSite(backend: Backend, own: Site, inPath: string | undefined): void {
  if (inPath === undefined || inPath === own.luid) return;
  if (backend.model.sites.has(inPath)) {
    throw new Refusal(403010, 'The authentication token is for another site.');
  }
  throw new Refusal(404000, `Site '${inPath}' could not be found.`);
}
