/** The commands that print JWTs, from the settings of this computer: a workspace can neither add nor change one. */
import { machineSetting } from './settings';

/** Program and arguments by name; what is not a list of texts is left out. */
export function jwtCommands(): ReadonlyMap<string, readonly string[]> {
  const set = machineSetting('vizport.jwtCommands');
  if (typeof set !== 'object' || set === null) return new Map();
  const isCommand = (entry: [string, unknown]): entry is [string, string[]] =>
    Array.isArray(entry[1]) &&
    entry[1].length > 0 &&
    entry[1].every((part) => typeof part === 'string') &&
    entry[1][0] !== '';
  return new Map(Object.entries(set).filter(isCommand));
}
