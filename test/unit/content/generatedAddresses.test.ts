/** Ten thousand generated addresses; `test/long/wire.test.ts` tries a hundred thousand. */
import { generatedAddresses } from './generatedAddresses';

generatedAddresses(10_000);
