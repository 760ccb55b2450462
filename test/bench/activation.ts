/** `activate`: loading the packaged extension's bundle and calling `activate`, in extension hosts that have just begun. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../vscode/installPackage';
import { activationMark, type Activation } from './activationTimes';
import type { Bench } from './bench';
import { median, rounded } from './figure';
import { inHosts } from './inHost';

const rounds = 10;

export const activation: Bench = {
  names: ['activate'],
  async measure({ vsix, progress }) {
    const package_ = vsix();
    const measured = await inHosts(
      'test/bench/measureActivation.ts',
      async (hosts) => {
        const all: Activation[] = [];
        for (let n = 1; n <= rounds; n++) {
          progress(`activate: extension host ${n} of ${rounds}`);
          all.push(await hosts.one<Activation>(activationMark));
        }
        return all;
      },
      {
        async installExtensions(extensions) {
          await installPackage(package_, extensions);
          withoutStartup(extensions);
        },
      },
    );
    const ours = median(measured.map((one) => one.ours.load + one.ours.activate));
    const load = median(measured.map((one) => one.ours.load));
    const theirs = median(measured.map((one) => one.markdown.load + one.markdown.activate));
    return [
      {
        name: 'activate',
        value: rounded(ours, 1),
        unit: 'ms',
        against: `under 20 ms, of which loading ${rounded(load, 1)} ms; Power BI Studio takes about 98 ms, VS Code's own Markdown support took ${rounded(theirs, 1)} ms in the same hosts (medians of ${rounds})`,
      },
    ];
  },
};

/** Vizport begins by itself to resume watches; here it is to wait until the host has come to rest, and is measured. */
function withoutStartup(extensions: string): void {
  const folder = readdirSync(extensions).find((name) => name.startsWith('vizport.vizport-'));
  if (folder === undefined) throw new Error('Vizport is not installed');
  const file = join(extensions, folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { activationEvents?: string[] };
  const events = manifest.activationEvents?.filter((event) => event !== 'onStartupFinished');
  writeFileSync(file, JSON.stringify({ ...manifest, activationEvents: events }));
}
