// `npm run -s fake-tableau`: the fake server by itself, for clients that we did not write.
import { parseArgs } from 'node:util';
import { toldToEnd } from '../toldToEnd';
import { methodTable } from './methodTable';
import { isProfileName, profiles } from './profiles';
import { startFakeTableau } from './server';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    workbooks: { type: 'string' },
    latency: { type: 'string' },
    profile: { type: 'string', default: 'cloud' },
    methods: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const number = Number(text);
  if (text === '' || !Number.isInteger(number) || number < 0) {
    throw new Error(`--${name} wants a whole number, not "${text}".`);
  }
  return number;
}

async function main(): Promise<void> {
  if (values.methods) {
    process.stdout.write(`${methodTable().join('\n')}\n`);
    return;
  }
  if (!isProfileName(values.profile)) {
    throw new Error(`--profile is one of ${Object.keys(profiles).join(', ')}.`);
  }
  const told = toldToEnd(); // listening before anybody can know that we run
  const fake = await startFakeTableau({
    port: whole('port', values.port),
    profile: values.profile,
    ...(values.workbooks === undefined ? {} : { workbooks: whole('workbooks', values.workbooks) }),
    ...(values.latency === undefined ? {} : { latencyMs: whole('latency', values.latency) }),
  });
  const { administrator, connectedApp, password, personalAccessToken } = fake.credentials;
  const sites = [...fake.model.sites.values()].map(({ contentUrl, luid, name }) => {
    return { contentUrl, name, luid };
  });
  const line = {
    url: fake.url,
    apiVersion: fake.apiVersion,
    sites,
    personalAccessToken,
    password,
    connectedApp,
    administrator: { personalAccessToken: administrator.personalAccessToken },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  await told;
  await fake.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
