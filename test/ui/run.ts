/** `npm run test:ui`: packages Vizport and runs the journeys against it. `--grep TEXT` runs some, `--no-package` trusts the package that is there. */
import { runPackaged } from '../tools/runPackaged';

// Each file is a VS Code of its own, which mostly waits: two of them keep two cores busy.
runPackaged({ folder: 'test/ui', limit: 20, jobs: 2 });
