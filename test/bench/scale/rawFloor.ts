/** The raw floor: the same pages by plain undici and JSON.parse, six at a time. Arguments: how the server is reached. */
import { Agent, request } from 'undici';
import type { OtherTimes, Reached } from './scaleTimes';

const reached = JSON.parse(process.argv[2] ?? '') as Reached;
const slim = {
  workbooks: 'id,name,contentUrl,webpageUrl,project.id,project.name',
  views: 'id,name,contentUrl,viewUrlName,project.id,project.name,workbook.id,workbook.name',
};
const dispatcher = new Agent({ connections: 6 });

interface Answer {
  readonly credentials: { readonly token: string; readonly site: { readonly id: string } };
  readonly pagination: { readonly totalAvailable: string };
}

async function main(): Promise<void> {
  const { credentials } = await ask('/api/3.29/auth/signin', {
    method: 'POST',
    body: JSON.stringify({
      credentials: {
        personalAccessTokenName: reached.name,
        personalAccessTokenSecret: reached.secret,
        site: { contentUrl: reached.site },
      },
    }),
  });
  const page = (kind: string, fields: string, number: number): Promise<Answer> =>
    ask(
      `/api/3.29/sites/${credentials.site.id}/${kind}?sort=name%3Aasc,createdAt%3Aasc&fields=${encodeURIComponent(fields)}&pageSize=1000&pageNumber=${number}`,
      { token: credentials.token },
    );
  const began = performance.now();
  await page('workbooks', '_default_,hasExtracts,sheetCount,owner.name,owner.fullName', 1);
  const thousandRows = performance.now() - began;
  const again = performance.now();
  await Promise.all(
    (['workbooks', 'views'] as const).map(async (kind) => {
      const first = await page(kind, slim[kind], 1);
      const pages = Math.ceil(Number(first.pagination.totalAvailable) / 1000);
      let next = 2;
      const lane = async (): Promise<void> => {
        while (next <= pages) await page(kind, slim[kind], next++);
      };
      await Promise.all([lane(), lane(), lane()]);
    }),
  );
  const times: OtherTimes = { thousandRows, all: performance.now() - again };
  process.stdout.write(`${JSON.stringify(times)}\n`);
  await dispatcher.close();
}

async function ask(
  path: string,
  { method = 'GET', body, token }: { method?: 'GET' | 'POST'; body?: string; token?: string },
): Promise<Answer> {
  const answer = await request(`${reached.url}${path}`, {
    method,
    dispatcher,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { 'x-tableau-auth': token }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return JSON.parse(await answer.body.text()) as Answer;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
