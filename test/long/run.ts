/**
 * `npm run test:long`: packages Vizport and runs what is too long for `npm test`: more journeys, faults, several
 * processes. `--grep TEXT` runs some, `--no-package` trusts the package that is there.
 */
import { runPackaged } from '../tools/runPackaged';

// Most files are a VS Code of their own, which mostly waits: two of them keep two cores busy.
runPackaged({ folder: 'test/long', limit: 50, jobs: 2 });
