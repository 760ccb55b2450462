/** The one door to undici: whoever imports it here leaves the process's global dispatcher as it was. */
// The order matters: `globalsBefore` looks first, then undici is evaluated, then `restore` runs.
import { restore } from './globalsBefore';
import { Agent, ProxyAgent } from 'undici';

restore();

export { Agent, ProxyAgent };
export type { Dispatcher } from 'undici';
