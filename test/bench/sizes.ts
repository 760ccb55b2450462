/** `bundle-…` and `vsix`: what is loaded when, and what is downloaded. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench';
import { rounded, type Figure } from './figure';

/** In units of 1,024 bytes. */
const kb = (file: string): number => rounded(statSync(file).size / 1024, 1);

export const sizes: Bench = {
  names: ['bundle-activate', 'bundle-client', 'vsix'],
  measure({ bundles, vsix }, wanted) {
    const figures: Figure[] = [];
    if (wanted.has('bundle-activate')) {
      const value = kb(join(bundles(), 'extension.js'));
      figures.push({
        name: 'bundle-activate',
        value,
        unit: 'KB',
        against: 'under 120 KB, all that activate loads',
      });
    }
    if (wanted.has('bundle-client')) {
      const value = kb(join(bundles(), 'client.js'));
      figures.push({
        name: 'bundle-client',
        value,
        unit: 'KB',
        against: 'under 750 KB, loaded at the first request',
      });
    }
    if (wanted.has('vsix')) {
      const against = 'under 5,120 KB, the whole package, metadata panel included';
      figures.push({ name: 'vsix', value: kb(vsix()), unit: 'KB', against });
    }
    return Promise.resolve(figures);
  },
};
