/** A LUID in a text: by itself, and no part of a longer word. */
import { luidForm } from '../tableau/model';

const alone = String.raw`(?<![\da-z-])${luidForm}(?![\da-z-])`;

export const luidInText = new RegExp(alone, 'iu');
export const luidsInText = new RegExp(alone, 'giu');
