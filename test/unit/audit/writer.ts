/** A window of its own that writes the audit trail as fast as it can until it is killed: `tsx writer.ts PATH MAXBYTES NAME`. */
import { join, dirname } from 'node:path';
import { AuditFile } from '../../../src/audit/auditFile';
import { FileLeases } from '../../../src/base/lease';

const [path = '', maxBytes = '', name = ''] = process.argv.slice(2);
const say = (text: string): void => console.error(text);
const log = { trace: say, debug: say, info: say, warn: say, error: say };
const leases = new FileLeases({ directory: join(dirname(path), 'leases'), log });
const file = new AuditFile({ path, leases, maxBytes: Number(maxBytes) });

async function main(): Promise<void> {
  for (let line = 0; ; line++) {
    file.append({ name, line, text: 'Ä–🙂'.repeat(1 + (line % 40)) });
    if (line % 50 === 0) await file.settled();
  }
}

void main();
