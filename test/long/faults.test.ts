/** Every journey below the `vscode` line through a proxy that loses and damages one request in twenty, and one in five. */
import { journeysInWeather } from '../unit/weather/journeys';

describe('the journeys', () => {
  journeysInWeather(5, 5);
  journeysInWeather(20, 5);
});
