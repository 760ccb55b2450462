/** Two thousand damaged bodies; `test/long/wire.test.ts` tries ten thousand. */
import { damagedBodies } from './damaged';

damagedBodies(200);
