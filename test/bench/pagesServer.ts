/**
 * A server of its own process that has nothing to do but to send pages prepared beforehand, so that only the client is
 * measured. `--latency MS` comes before every answer. Prints its port when it listens.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { uuids } from '../fakeTableau/ids';

const { values } = parseArgs({ options: { latency: { type: 'string', default: '0' } } });
const latencyMs = Number(values.latency);
const pageSize = 1000;
const total = 10_000;

const newProject = uuids('projects');
const projects = Array.from({ length: 40 }, (_, n) => ({
  id: newProject(),
  name: `Department ${n} Reports`,
}));

const newOwner = uuids('owners');
const owners = Array.from({ length: 300 }, (_, n) => ({
  id: newOwner(),
  name: `user.${n}@fernweh.example`,
  fullName: `Person Number ${n}`,
}));

/** A workbook as Tableau answers it for the fields that the client asks for: the same members, of usual lengths. */
function workbook(number: number, newLuid: () => string): unknown {
  const day = String((number % 28) + 1).padStart(2, '0');
  const project = projects[number % projects.length];
  return {
    project,
    location: { ...project, type: 'Project' },
    owner: owners[number % owners.length],
    tags: number % 3 === 0 ? { tag: [{ label: 'weekly' }, { label: `team ${number % 9}` }] } : {},
    dataAccelerationConfig: { accelerationEnabled: false },
    id: newLuid(),
    name: `Workbook ${number}: revenue and margin${number % 7 === 0 ? ' — Übersicht' : ''}`,
    description: number % 2 === 0 ? `What department ${number % 40} looks at on Mondays.` : '',
    contentUrl: `Workbook${number}revenueandmargin`,
    webpageUrl: `https://10ax.online.tableau.com/#/site/sales/workbooks/${100_000 + number}`,
    showTabs: number % 2 === 0 ? 'true' : 'false',
    size: String(number % 50),
    createdAt: `2024-03-${day}T09:00:00Z`,
    updatedAt: `2025-05-${day}T17:45:12Z`,
    encryptExtracts: 'false',
    defaultViewId: newLuid(),
    hasExtracts: number % 2 === 0 ? 'true' : 'false',
    sheetCount: String((number % 12) + 1),
  };
}

function preparePages(): readonly Buffer[] {
  const newLuid = uuids('bench');
  return Array.from({ length: total / pageSize }, (_, page) => {
    const list = Array.from({ length: pageSize }, (__, n) =>
      workbook(page * pageSize + n, newLuid),
    );
    const pagination = {
      pageNumber: String(page + 1),
      pageSize: String(pageSize),
      totalAvailable: String(total),
    };
    return Buffer.from(JSON.stringify({ pagination, workbooks: { workbook: list } }));
  });
}

const pages = preparePages();
const signedIn = JSON.stringify({
  credentials: { token: 'a|b|c', site: { id: 's', contentUrl: 'sales' }, user: { id: 'u' } },
});
/** Of the other kinds there are none, but for projects. */
const noneOf = (kind: string, item: string, list: readonly unknown[] = []): string =>
  JSON.stringify({
    pagination: { pageNumber: '1', pageSize: '1000', totalAvailable: String(list.length) },
    [kind]: { [item]: list },
  });
const none: Readonly<Record<string, string>> = {
  projects: noneOf('projects', 'project', projects),
  datasources: noneOf('datasources', 'datasource'),
  flows: noneOf('flows', 'flow'),
};
const serverInfo = JSON.stringify({ serverInfo: { restApiVersion: '3.29' } });

const server = createServer((request, response) => {
  const answer = (): void => {
    const url = request.url ?? '';
    const page = /\/workbooks\?.*pageNumber=(\d+)/u.exec(url)?.[1];
    const body =
      page !== undefined
        ? pages[Number(page) - 1]
        : Buffer.from(
            none[/\/(\w+)\?/u.exec(url)?.[1] ?? ''] ??
              (url.includes('serverinfo') ? serverInfo : signedIn),
          );
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'application/json;charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  };
  request.resume();
  request.on('end', () => {
    if (latencyMs === 0) answer();
    else void sleep(latencyMs).then(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
