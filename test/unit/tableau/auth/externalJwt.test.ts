/** Checks signing in with a JWT that somebody else has signed: printed by a command of the user, or pasted. */
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import type { ExternalJwt } from '../../../../src/tableau/credentials';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import { library } from '../../../../src/tableau/library';
import { mintToken } from '../../../fakeTableau/auth/issuers';
import { jwtProgram, type JwtProgram } from '../../../fakeTableau/printJwt';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { LinesLog, oddServer, siteOf } from '../support/harness';
import { TestClock } from '../../support/testClock';

const ana = 'ana.ruiz@fernweh.example';

describe('signIn with the JWT of somebody else', function () {
  this.timeout(10_000);
  let fake: FakeTableau;
  let program: JwtProgram | undefined;
  let commands: Map<string, readonly string[]>;
  let log: LinesLog;

  beforeEach(async () => {
    fake = await startFakeTableau();
    commands = new Map();
    log = new LinesLog();
  });
  afterEach(async () => {
    await program?.dispose();
    program = undefined;
    await fake.close();
  });

  const signIn = async (credentials: ExternalJwt, clock?: TestClock, signal?: AbortSignal) => {
    const transport = library.createTransport({
      log,
      jwtCommand: (name) => commands.get(name),
      ...(clock === undefined ? {} : { clock }),
    });
    try {
      return await library.signIn(transport, siteOf(fake.url), credentials, signal);
    } finally {
      transport.dispose();
    }
  };
  const refusal = async (...args: Parameters<typeof signIn>): Promise<TableauError> => {
    const outcome: unknown = await signIn(...args).catch((error: unknown) => error);
    assert.ok(isTableauError(outcome), String(outcome));
    return outcome;
  };
  const byCommand = (method: ExternalJwt['method'], name = 'work'): ExternalJwt => ({
    method,
    jwt: { from: 'command', name },
  });
  const signIns = (): number => fake.log.filter(({ kind }) => kind === 'sign in').length;

  for (const [method, kind] of [
    ['oauthTrust', 'trust'],
    ['unifiedAccessToken', 'unified'],
  ] as const) {
    it(`signs in by ${method} with a pasted token, and knows whom it is for`, async () => {
      const token = await mintToken(fake.model, kind, { userName: ana });
      const session = await signIn({ method, jwt: { from: 'pasted', token } });
      assert.equal(session.userName, ana);
      assert.equal([...fake.model.sessions.values()][0]?.kind, 'jwt');
    });

    it(`signs in by ${method} with what a command prints, afresh each time`, async () => {
      program = await jwtProgram(fake.model, kind, ana);
      commands.set('work', program.command);
      await signIn(byCommand(method));
      const session = await signIn(byCommand(method));
      assert.equal(session.userName, ana);
      assert.equal(signIns(), 2);
      const [call] = await program.calls();
      assert.deepEqual(call, {
        method,
        server: fake.url,
        site: 'sales',
        folder: homedir(),
        scopes: call?.['scopes'],
      });
      assert.match(call?.['scopes'] ?? '', /^tableau:content:read tableau:tasks:run /u);
    });
  }

  it('sends nothing when the pasted token is used up', async () => {
    const error = await refusal({ method: 'oauthTrust', jwt: { from: 'pasted' } });
    assert.equal(error.kind, 'jwtNeeded');
    assert.equal(error.code, 'JWT_PASTED');
    assert.equal(signIns(), 0);
  });

  it('runs nothing that the settings do not name', async () => {
    const error = await refusal(byCommand('oauthTrust', 'missing'));
    assert.equal(error.code, 'JWT_COMMAND_UNKNOWN');
    assert.equal(error.details.command, 'missing');
  });

  it('says which program cannot be started', async () => {
    commands.set('work', ['/nowhere/jwt', 'x']);
    const error = await refusal(byCommand('oauthTrust'));
    assert.equal(error.code, 'JWT_COMMAND_NOT_STARTED');
    assert.equal(error.details.program, '/nowhere/jwt');
    assert.equal(error.details.summary, 'ENOENT');
  });

  it('tells what a command that fails complains of, but no token that stands in it', async () => {
    program = await jwtProgram(fake.model, 'trust', ana);
    const secret = await mintToken(fake.model, 'trust', { userName: ana });
    await program.fail(`Please run "az login" first. Was: ${secret}`);
    commands.set('work', program.command);
    const error = await refusal(byCommand('oauthTrust'));
    assert.equal(error.code, 'JWT_COMMAND_FAILED');
    assert.equal(error.details.exitCode, 3);
    assert.equal(error.details.detail, 'Please run "az login" first. Was: …');
    assert.equal(signIns(), 0);
  });

  for (const [what, script, problem] of [
    ['no JWT', 'console.log("Logged in as ana.")', 'notJwt'],
    ['nothing', '', 'notJwt'],
    ['far too much', 'console.log("x".repeat(1e6))', 'notJwt'],
  ] as const)
    it(`sends nothing when a command prints ${what}, and shows nothing of it`, async () => {
      commands.set('work', [process.execPath, '-e', script]);
      const error = await refusal(byCommand('oauthTrust'));
      assert.equal(error.code, 'JWT_COMMAND_OUTPUT');
      assert.equal(error.details.jwtProblem, problem);
      assert.ok(!JSON.stringify({ ...error, message: error.message }).includes('Logged in'));
      assert.equal(signIns(), 0);
    });

  it('sends no expired token of a command', async () => {
    const token = await mintToken(fake.model, 'trust', { userName: ana, lifetime: -60 });
    commands.set('work', [process.execPath, '-e', `console.log(${JSON.stringify(token)})`]);
    const error = await refusal(byCommand('oauthTrust'));
    assert.equal(error.details.jwtProblem, 'expired');
    assert.equal(signIns(), 0);
  });

  it('ends a command that takes longer than a minute', async () => {
    commands.set('work', [process.execPath, '-e', 'setInterval(() => {}, 1000)']);
    const clock = new TestClock(() => 0);
    const error = await clock.until(refusal(byCommand('oauthTrust'), clock));
    assert.equal(error.code, 'JWT_COMMAND_TIMEOUT');
    assert.ok(clock.now() >= 60_000);
  });

  it('ends the command when the sign-in is cancelled', async () => {
    commands.set('work', [process.execPath, '-e', 'setInterval(() => {}, 1000)']);
    const abort = new AbortController();
    const signingIn = signIn(byCommand('oauthTrust'), undefined, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await assert.rejects(signingIn, { name: 'AbortError' });
  });

  it('gives the number of a refused token, and names the clock', async () => {
    program = await jwtProgram(fake.model, 'trust', ana);
    fake.knobs.skewClock(-20 * 60_000);
    commands.set('work', program.command);
    const error = await refusal(byCommand('oauthTrust'));
    assert.equal(error.kind, 'signIn');
    assert.equal(error.details.jwtSubCode, '16');
    assert.equal(error.details.method, 'oauthTrust');
    assert.ok(Math.abs(error.details.clockSkewMs! + 20 * 60_000) < 60_000);
  });

  it('reads the number of a refused token from its header too, where no text has it', async () => {
    const odd = await oddServer((request, response) => {
      if (request.method === 'GET') return response.end('{"serverInfo":{"restApiVersion":"3.29"}}');
      response.writeHead(401, { 'content-type': 'application/json', tableau_error_code: '10085' });
      return response.end('{"error":{"code":"401001","summary":"Fehler","detail":"Fehler"}}');
    });
    const transport = library.createTransport({ log });
    try {
      const token = await mintToken(fake.model, 'trust', { userName: ana });
      const outcome: unknown = await library
        .signIn(transport, siteOf(odd.url), {
          method: 'oauthTrust',
          jwt: { from: 'pasted', token },
        })
        .catch((error: unknown) => error);
      assert.ok(isTableauError(outcome, 'signIn'), String(outcome));
      assert.equal(outcome.details.jwtSubCode, '10085');
    } finally {
      transport.dispose();
      await odd.close();
    }
  });

  it('puts nothing of a token into the log', async () => {
    program = await jwtProgram(fake.model, 'trust', ana);
    commands.set('work', program.command);
    await signIn(byCommand('oauthTrust'));
    assert.ok(log.lines.length > 0);
    assert.ok(!log.lines.join('\n').includes('eyJ'));
  });
});
