/** Each journey once in bad weather; `test/long/faults.test.ts` has the storms. */
import { journeysInWeather } from './journeys';

describe('the journeys', () => {
  journeysInWeather(5, 1);
});
