/** What VS Code will ask for once it has drawn the first rows is begun before it asks. */
import { compareNames } from '../base/nameOrder';
import type { Clock } from '../base/clock';
import { numberText, spanText } from '../ui/formats';
import { rowParts } from './rowParts';

/** VS Code sends what it was given a moment later, and loading the client would hold that up. */
const afterReplyMs = 2;
/** By then the request is on its way. */
const afterRequestMs = 5;

/** `load` is called, and while its answer is on its way everything else is made that the rows will need. */
export async function startEarly(clock: Clock, load: () => void): Promise<void> {
  await clock.delay(afterReplyMs);
  load();
  await clock.delay(afterRequestMs);
  prepareWords();
}

/** What rows are made with; nothing is drawn. */
export function prepareRows(): void {
  rowParts();
  prepareWords();
}

/** The first of each in a process takes some 10 ms. */
function prepareWords(): void {
  compareNames('a', 'b');
  numberText(0);
  spanText(-1, 'day');
}
