/** Checks what is learnt of a host before anybody signs in. */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { isTableauError, type TableauError } from '../../../src/tableau/errors';
import { library } from '../../../src/tableau/library';
import { profiles } from '../../fakeTableau/profiles';
import { startFakeTableau } from '../../fakeTableau/server';
import { createBench, oddServer } from './support/harness';

async function ask(
  listener: RequestListener,
): Promise<{ outcome: unknown; asked: string[]; url: string }> {
  const odd = await oddServer(listener);
  const { transport } = createBench();
  try {
    const outcome = await library.serverInfo(transport, odd.url).catch((error: unknown) => error);
    return { outcome, asked: odd.requests.map(({ url }) => url), url: odd.url };
  } finally {
    transport.dispose();
    await odd.close();
  }
}

function refused(outcome: unknown): TableauError {
  assert.ok(isTableauError(outcome), String(outcome));
  return outcome;
}

describe('serverInfo', () => {
  for (const profile of Object.values(profiles)) {
    it(`reads the version of ${profile.name}`, async () => {
      const fake = await startFakeTableau({ profile: profile.name });
      const { transport } = createBench();
      try {
        assert.deepEqual(await library.serverInfo(transport, `${fake.url}/`), {
          server: fake.url,
          apiVersion: profile.apiVersion,
          productVersion: profile.productVersion,
          build: profile.build,
        });
        assert.equal(fake.log.length, 1);
      } finally {
        transport.dispose();
        await fake.close();
      }
    });
  }

  it('reads XML from a server that does not speak JSON, and bounds its version by what we know', async () => {
    const { outcome } = await ask((_, response) =>
      response.end(
        '<?xml version="1.0"?><tsResponse xmlns="http://tableau.com/api"><serverInfo><productVersion build="1.2.3">2030.1</productVersion><restApiVersion>3.99</restApiVersion><prepConductorVersion>x</prepConductorVersion></serverInfo></tsResponse>',
      ),
    );
    const { apiVersion, productVersion, build } = outcome as Record<string, string>;
    assert.deepEqual([apiVersion, productVersion, build], ['3.29', '2030.1', '1.2.3']);
  });

  it('says of a web page that this is not Tableau, with its title', async () => {
    const { outcome } = await ask((_, response) =>
      response.end('<!DOCTYPE html><html><head><title>Fernweh Wiki</title></head></html>'),
    );
    const { kind, code, details } = refused(outcome);
    assert.deepEqual([kind, code, details.summary], ['notTableau', 'HTML', 'Fernweh Wiki']);
  });

  it('says so of JSON that is not Tableau’s, of nothing, and of a half answer', async () => {
    for (const [text, code] of [
      ['{"hello":1}', 'UNEXPECTED'],
      ['', 'EMPTY'],
      ['{"serverInfo":{"rest', 'TRUNCATED'],
    ]) {
      const error = refused((await ask((_, response) => response.end(text))).outcome);
      assert.deepEqual([error.kind, error.code], ['notTableau', code]);
    }
  });

  it('asks a newer path when the server refuses the old version in its own words', async () => {
    const { outcome, asked } = await ask((request, response) => {
      if (request.url?.includes('2.4') === true) {
        response.statusCode = 404;
        return response.end('{"error":{"code":"404001","summary":"Invalid API version"}}');
      }
      return response.end('{"serverInfo":{"restApiVersion":"3.27"}}');
    });
    assert.deepEqual([(outcome as { apiVersion: string }).apiVersion, asked.length], ['3.27', 2]);
  });

  it('follows a redirect on the same host, and answers where the server wants to be called', async () => {
    const target = await oddServer((_, response) =>
      response.end('{"serverInfo":{"restApiVersion":"3.20"}}'),
    );
    try {
      const { outcome } = await ask((request, response) => {
        response.writeHead(301, { location: `${target.url}${request.url}` }).end();
      });
      assert.deepEqual(outcome, { server: target.url, apiVersion: '3.20' });
    } finally {
      await target.close();
    }
  });

  it('does not follow to another host, and tells which one it was without advising it', async () => {
    const { outcome } = await ask((_, response) => {
      response.writeHead(302, { location: 'https://tableau.elsewhere.example/login' }).end();
    });
    const { kind, details } = refused(outcome);
    assert.deepEqual(
      [kind, details.redirectHost, details.suggestedServer],
      ['notTableau', 'tableau.elsewhere.example', undefined],
    );
  });

  it('takes a redirect to a page on the same address for a login page', async () => {
    const { outcome, asked } = await ask((_, response) => {
      response.writeHead(302, { location: '/login?next=%2Fapi' }).end();
    });
    const { kind, details } = refused(outcome);
    assert.deepEqual([kind, details.suggestedServer, asked.length], ['notTableau', undefined, 1]);
  });

  it('does not go round in circles', async () => {
    const way: { back?: string } = {};
    const there = await oddServer((_, response) => {
      response.writeHead(307, { location: way.back ?? '' }).end();
    });
    const here = await oddServer((_, response) => {
      response.writeHead(307, { location: there.url }).end();
    });
    way.back = here.url;
    const { transport } = createBench();
    try {
      const error = await library
        .serverInfo(transport, here.url)
        .catch((caught: unknown) => caught);
      assert.deepEqual([refused(error).kind, refused(error).code], ['notTableau', 'REDIRECTS']);
    } finally {
      transport.dispose();
      await Promise.all([here.close(), there.close()]);
    }
  });

  it('advises https where plain http is turned away', async () => {
    for (const status of [400, 405]) {
      const { outcome, url } = await ask((_, response) => {
        response.writeHead(status).end('<html><title>No plain HTTP</title></html>');
      });
      const error = refused(outcome);
      assert.deepEqual(
        [error.kind, error.details.suggestedServer],
        ['notTableau', url.replace('http:', 'https:')],
      );
    }
  });

  it('does not call a server that is busy, or failing, something else', async () => {
    const error = refused(
      (
        await ask(
          (_, response) =>
            void response.writeHead(503).end('<html><title>Maintenance</title></html>'),
        )
      ).outcome,
    );
    assert.deepEqual([error.kind, error.httpStatus], ['server', 503]);
  });
});
