/** What `test/unit` tries a few times, many times: invented values, damaged bodies, generated addresses. */
import { generatedAddresses } from '../unit/content/generatedAddresses';
import { damagedBodies } from '../unit/tableau/shapes/damaged';
import { roundTrips } from '../unit/tableau/shapes/roundTrip';

roundTrips(200);
damagedBodies(1000);
generatedAddresses(100_000);
