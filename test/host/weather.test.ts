/** Each journey once in bad weather, with the sentences that a person reads; `test/long/faults.test.ts` has the storms. */
import { errorText } from '../../src/ui/errorText';
import { journeysInWeather } from '../unit/weather/journeys';

describe('the journeys', () => {
  journeysInWeather(5, 1, errorText);
});
