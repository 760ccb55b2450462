/** Checks the one request function: what is repeated and what never is, limits, cancellation, and what the log says. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { isAbort, isTableauError, type TableauError } from '../../../../src/tableau/errors';
import { maxAnswerBytes } from '../../../../src/tableau/http/attempt';
import { httpTransport, type HttpRequest } from '../../../../src/tableau/http/transport';
import { createBench, oddServer, type Bench, type OddServer } from '../support/harness';

const open: { close(): Promise<void> }[] = [];
const benches: Bench[] = [];

async function serve(...args: Parameters<typeof oddServer>): Promise<OddServer> {
  const server = await oddServer(...args);
  open.push(server);
  return server;
}

function bench(options?: Parameters<typeof createBench>[0]): Bench {
  const made = createBench(options);
  benches.push(made);
  return made;
}

function read(server: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { server, method: 'GET', path: '/api/x?secret=1', headers: {}, nature: 'repeat', ...more };
}

function change(server: string): HttpRequest {
  return {
    server,
    method: 'POST',
    path: '/api/y',
    headers: {},
    body: '<tsRequest/>',
    nature: 'change',
  };
}

async function failure(promise: Promise<unknown>): Promise<TableauError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isTableauError(error), String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'It should have failed' });
}

describe('HttpTransport', () => {
  afterEach(async () => {
    for (const { transport } of benches.splice(0)) transport.dispose();
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('gives the answer with its status, headers and text, and keeps the connection', async () => {
    const sockets = new Set<unknown>();
    const server = await serve((request, response) => {
      sockets.add(request.socket);
      response.setHeader('x-one', '1');
      response.end('ünïcode 🙂');
    });
    const { transport } = bench();
    for (let n = 0; n < 10; n++) {
      const answer = await httpTransport(transport).send(read(server.url));
      assert.deepEqual(
        [answer.status, answer.headers['x-one'], answer.text],
        [200, '1', 'ünïcode 🙂'],
      );
    }
    assert.ok(sockets.size <= 2, `${sockets.size} connections for ten requests in a row`);
    assert.equal(transport.requestCount, 10);
    assert.equal(server.requests[0]?.headers['user-agent'], 'vizport/test');
  });

  it('unpacks gzip', async () => {
    const server = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"packed":true}'));
    });
    const answer = await httpTransport(bench().transport).send(read(server.url));
    assert.equal(answer.text, '{"packed":true}');
  });

  it('refuses an answer that unpacks to more than it may have, and does not ask again', async function () {
    this.timeout(20_000);
    // A quarter of a megabyte that stands for a quarter of a gigabyte.
    const megabyte = gzipSync(Buffer.alloc(1024 * 1024));
    const packed = Buffer.concat(
      Array.from({ length: maxAnswerBytes / 1024 ** 2 + 1 }, () => megabyte),
    );
    const server = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(packed);
    });
    const error = await failure(httpTransport(bench().transport).send(read(server.url)));
    assert.deepEqual([error.kind, error.code, server.requests.length], ['network', 'TOO_LARGE', 1]);
  });

  for (const status of [502, 503, 504, 429]) {
    it(`repeats a read after ${status}, with growing waits, and gives up after four attempts`, async () => {
      const server = await serve((_, response) => {
        response.statusCode = status;
        response.end('later');
      });
      const { transport, clock } = bench();
      const answer = await httpTransport(transport).send(read(server.url));
      assert.equal(answer.status, status);
      assert.equal(server.requests.length, 4);
      assert.equal(clock.waits.length, 3);
      assert.ok(clock.waits[2]! > clock.waits[0]!, String(clock.waits));
    });
  }

  it('gives the answer that a repetition brought', async () => {
    const server = await serve((_, response) => {
      response.statusCode = server.requests.length < 3 ? 503 : 200;
      response.end('now');
    });
    const answer = await httpTransport(bench().transport).send(read(server.url));
    assert.deepEqual([answer.status, server.requests.length], [200, 3]);
  });

  it('repeats a read whose connection broke, before the answer or in the middle of it', async () => {
    const server = await serve((request, response) => {
      if (server.requests.length === 1) request.socket.destroy();
      else if (server.requests.length === 2) {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => request.socket.destroy());
      } else response.end('whole');
    });
    const answer = await httpTransport(bench().transport).send(read(server.url));
    assert.deepEqual([answer.text, server.requests.length], ['whole', 3]);
  });

  it('waits as long as Retry-After asks', async () => {
    const server = await serve((_, response) => {
      if (server.requests.length > 1) return void response.end('ok');
      response.writeHead(429, { 'retry-after': '7' }).end();
    });
    const { transport, clock } = bench();
    await httpTransport(transport).send(read(server.url));
    assert.deepEqual(clock.waits, [7000]);
  });

  it('does not wait in silence when the server asks for minutes', async () => {
    const server = await serve((_, response) => {
      response
        .writeHead(429)
        .end('{"error":{"detail":"Please retry after 29 minutes.","code":"429000"}}');
    });
    const { transport, clock } = bench();
    const answer = await httpTransport(transport).send(read(server.url));
    assert.deepEqual([answer.status, server.requests.length, clock.waits], [429, 1, []]);
  });

  it('gives up when the next attempt would lie behind the deadline for all of them', async () => {
    const server = await serve((_, response) => {
      response.writeHead(503, { 'retry-after': '20' }).end();
    });
    const { transport, clock } = bench();
    await httpTransport(transport).send(read(server.url, { deadlineMs: 50_000 }));
    assert.deepEqual([server.requests.length, clock.waits], [3, [20_000, 20_000]]);
  });

  it('does not repeat what is no sign of a passing trouble', async () => {
    for (const status of [400, 401, 403, 404, 409, 500, 501]) {
      const server = await serve((_, response) => {
        response.statusCode = status;
        response.end();
      });
      assert.equal((await httpTransport(bench().transport).send(read(server.url))).status, status);
      assert.equal(server.requests.length, 1, String(status));
    }
  });

  it('never repeats a change: a broken connection means that its answer was lost', async () => {
    const server = await serve((request) => request.socket.destroy());
    const error = await failure(httpTransport(bench().transport).send(change(server.url)));
    assert.deepEqual([error.kind, server.requests.length], ['answerLost', 1]);
  });

  it('calls an answer to a change lost that broke off in the middle', async () => {
    const server = await serve((request, response) => {
      response.writeHead(202, { 'content-length': '100' });
      response.write('<tsResponse><job', () => request.socket.destroy());
    });
    const error = await failure(httpTransport(bench().transport).send(change(server.url)));
    assert.deepEqual([error.kind, server.requests.length], ['answerLost', 1]);
  });

  it("calls a gateway's page in answer to a change a lost answer, and Tableau's own words a refusal", async () => {
    for (const status of [500, 502, 503, 504]) {
      const html = await serve((_, response) => {
        response.writeHead(status).end('<html><title>Bad Gateway</title></html>');
      });
      const lost = await failure(httpTransport(bench().transport).send(change(html.url)));
      assert.deepEqual(
        [lost.kind, lost.httpStatus, html.requests.length],
        ['answerLost', status, 1],
      );
      const tableau = await serve((_, response) => {
        response.writeHead(status).end('{"error":{"summary":"s","detail":"d","code":"500001"}}');
      });
      const refused = await failure(httpTransport(bench().transport).send(change(tableau.url)));
      assert.deepEqual(
        [refused.kind, refused.code, tableau.requests.length],
        ['server', '500001', 1],
      );
    }
  });

  it('knows that a change was never sent when nobody listens: that is the network, not a lost answer', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = await failure(httpTransport(bench().transport).send(change(server.url)));
    assert.deepEqual([error.kind, error.code], ['network', 'ECONNREFUSED']);
  });

  it('tells at once that a host cannot be reached, without repeating', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const { transport, clock } = bench();
    const error = await failure(httpTransport(transport).send(read(server.url)));
    assert.deepEqual([error.kind, error.code, clock.waits], ['network', 'ECONNREFUSED', []]);
    assert.equal(error.details.host, new URL(server.url).host);
    assert.ok(error.cause instanceof Error);
  });

  it('gives up on an answer that does not come within the time limit, and says so', async () => {
    const server = await serve(() => undefined);
    const transport = httpTransport(bench({ timeoutMs: 60 }).transport);
    const [slow, lost] = [
      await failure(transport.send(read(server.url))),
      await failure(transport.send(change(server.url))),
    ];
    assert.deepEqual([slow.kind, slow.code], ['network', 'TIMEOUT']);
    assert.deepEqual([lost.kind, lost.code], ['answerLost', 'TIMEOUT']);
    assert.equal(server.requests.length, 2);
  });

  it('does not let a single attempt last longer than the deadline for all of them', async function () {
    this.timeout(10_000);
    const server = await serve(() => undefined);
    const asked = read(server.url, { deadlineMs: 200 });
    const began = performance.now();
    const error = await failure(httpTransport(bench().transport).send(asked));
    assert.deepEqual([error.kind, error.code, server.requests.length], ['network', 'TIMEOUT', 1]);
    assert.ok(performance.now() - began < 5_000);
  });

  it('counts the time to the last byte, not to the first', async () => {
    const server = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const error = await failure(
      httpTransport(bench({ timeoutMs: 80 }).transport).send(read(server.url)),
    );
    assert.equal(error.code, 'TIMEOUT');
  });

  it("stops with the caller's reason, while sending and while waiting", async () => {
    const silent = await serve(() => undefined);
    const abort = new AbortController();
    const sending = httpTransport(bench().transport).send(change(silent.url), abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await assert.rejects(sending, /^Error: enough$/u);

    const before = httpTransport(bench().transport).send(
      read(silent.url),
      AbortSignal.abort(new Error('early')),
    );
    await assert.rejects(before, /^Error: early$/u);
    assert.equal(silent.requests.length, 1);
  });

  it('closes the connection of a cancelled request, so that the server notices', async () => {
    let closed: () => void = () => undefined;
    const noticed = new Promise<void>((resolve) => (closed = resolve));
    const server = await serve((request) => {
      request.socket.on('close', () => closed());
    });
    const abort = new AbortController();
    const sending = httpTransport(bench().transport).send(read(server.url), abort.signal);
    setTimeout(() => abort.abort(), 20);
    await assert.rejects(sending, isAbort);
    await noticed;
  });

  it('has no more requests in flight for one server than it may, and none is lost', async () => {
    let inFlight = 0;
    let most = 0;
    const server = await serve((_, response) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end();
      }, 5);
    });
    const { transport } = bench({ maxConcurrent: 3 });
    const all = Array.from({ length: 20 }, () => httpTransport(transport).send(read(server.url)));
    await Promise.all(all);
    assert.deepEqual([most, server.requests.length], [3, 20]);
  });

  it('ends what is in flight when it is disposed, and sends nothing afterwards', async () => {
    const server = await serve(() => undefined);
    const { transport } = bench();
    const sending = httpTransport(transport).send(read(server.url));
    setTimeout(() => transport.dispose(), 20);
    await assert.rejects(sending, isAbort);
    await assert.rejects(httpTransport(transport).send(read(server.url)), isAbort);
    assert.equal(server.requests.length, 1);
  });

  it('logs method, path, status and time, and never a query, a header or a body', async () => {
    const server = await serve((_, response) => response.end('body-secret'));
    const { transport, log } = bench();
    await httpTransport(transport).send(
      read(server.url, {
        headers: { 'x-tableau-auth': 'token-secret' },
        path: '/api/x?filter=name%3Aeq%3Asecret',
      }),
    );
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0]!, /^GET \/api\/x 200 \d+ ms$/u);
  });
});
