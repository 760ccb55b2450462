/** The heap of this process after a full collection, whatever it was started with. */
import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  // So many collections make V8 throw away the code of what was not run lately: megabytes, which would hide a leak.
  v8.setFlagsFromString('--no-flush-bytecode');
  return vm.runInNewContext('gc') as () => void;
}

const collect = collector();

/** In KB. Twice, because what is finalized by the first collection is given back by the second. */
export async function heapKb(): Promise<number> {
  collect();
  await sleep(50);
  collect();
  return process.memoryUsage().heapUsed / 1024;
}
