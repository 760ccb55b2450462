/** A few of the invented values; `test/long/wire.test.ts` tries many. */
import { roundTrips } from './roundTrip';

roundTrips(15);
