// The two wires of the fake server: XML by default, JSON when asked, errors in both, paths in any case.
import assert from 'node:assert/strict';
import { XMLParser } from 'fast-xml-parser';
import { isWellFormed } from '../../fakeTableau/http/wellFormed';
import { refusesWith, RestTalk, Servers, tokenOf, type Json } from './restTalk';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
});

const parse = (xml: string): Json => {
  assert.ok(isWellFormed(xml), xml.slice(0, 300));
  return (parser.parse(xml) as Json)['tsResponse'] ?? ({} as Json);
};

describe('fake wire formats', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  it('signs tableauserverclient in: XML without a Content-Type, an Accept of anything', async () => {
    const fake = await servers.start();
    const { name, secret } = fake.credentials.personalAccessToken;
    const talk = new RestTalk(fake);
    const body = Buffer.from(
      `<tsRequest><credentials personalAccessTokenName="${name}" personalAccessTokenSecret="${secret}">` +
        '<site contentUrl="sales" /></credentials></tsRequest>',
    );
    const reply = await talk.send('POST', '/api/3.29/auth/signin', {
      headers: { Accept: '*/*' },
      body,
    });
    assert.equal(reply.status, 200, reply.text);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/xml/);
    assert.match(reply.text, /^<\?xml.*<tsResponse xmlns="http:\/\/tableau\.com\/api"/);
    assert.ok(parse(reply.text)['credentials']?.['token']);
  });

  it('tells the same workbooks in XML and in JSON', async () => {
    const talk = await servers.user();
    const path = `/api/3.29/${talk.onSite('workbooks?pageSize=1000')}`;
    const xml = parse((await talk.send('GET', path)).text);
    const json = await talk.get('workbooks?pageSize=1000');
    const fromXml = xml['workbooks']?.['workbook'] ?? ([] as unknown as Json);
    const fromJson = json['workbooks']?.['workbook'] ?? ([] as unknown as Json);
    assert.ok(fromJson.length > 50);
    assert.deepEqual(
      fromXml.map((one) => [one['id'], one['name'], one['project']?.['name'], one['showTabs']]),
      fromJson.map((one) => [one['id'], one['name'], one['project']?.['name'], one['showTabs']]),
    );
    assert.equal(xml['pagination']?.['totalAvailable'], json['pagination']?.['totalAvailable']);
  });

  it('mixes strings and native scalars in JSON as recorded', async () => {
    const talk = await servers.user();
    const answer = await talk.get('workbooks');
    assert.equal(typeof answer['pagination']?.['totalAvailable'], 'string');
    const workbook = answer['workbooks']?.['workbook']?.[0];
    assert.equal(typeof workbook?.['showTabs'], 'string');
    assert.equal(typeof workbook?.['size'], 'string');
    assert.equal(typeof workbook?.['dataAccelerationConfig']?.['accelerationEnabled'], 'boolean');
    const [datasource] = await talk.list('datasources');
    assert.equal(typeof datasource?.['isCertified'], 'boolean');
    assert.equal(typeof datasource?.['encryptExtracts'], 'string');
  });

  it('leaves the inner name of an empty list out', async () => {
    const talk = await servers.user();
    const answer = await talk.get('workbooks?filter=name:eq:Nothing%20has%20this%20name');
    assert.deepEqual(answer['workbooks'], {});
    assert.equal(answer['pagination']?.['totalAvailable'], '0');
  });

  it('refuses in the format that was asked for', async () => {
    const talk = await servers.user();
    const path = `/api/3.29/${talk.onSite('workbooks/no-such')}`;
    const xml = await talk.send('GET', path);
    assert.equal(xml.status, 404);
    const error = parse(xml.text)['error'];
    assert.equal(error?.['code'], '404006');
    assert.equal(error?.['summary'], 'Resource Not Found');
    await refusesWith(talk.call('GET', talk.onSite('workbooks/no-such')), '404006');
  });

  it('lets Content-Type decide where Accept says nothing', async () => {
    const talk = await servers.user();
    const path = `/api/3.29/${talk.onSite('projects')}`;
    const headers = { Accept: '*/*', 'Content-Type': 'application/json' };
    const reply = await talk.send('GET', path, { headers });
    assert.match(reply.headers.get('content-type') ?? '', /json/);
  });

  it('refuses an Accept that disagrees with Content-Type in the strict mode only', async () => {
    const talk = await servers.user();
    const path = `/api/3.29/${talk.onSite('projects')}`;
    const headers = { Accept: 'application/json', 'Content-Type': 'text/xml' };
    assert.equal((await talk.send('GET', path, { headers })).status, 200);
    talk.fake.knobs.strictAccept = true;
    assert.equal((await talk.send('GET', path, { headers })).status, 406);
    assert.equal((await talk.call('GET', talk.onSite('projects'))).status, 200);
  });

  it('finds paths without regard to case and serverinfo without a version', async () => {
    const fake = await servers.start();
    const talk = new RestTalk(fake);
    for (const path of ['/api/2.4/serverInfo', '/api/3.24/serverinfo', '/api/serverinfo']) {
      const headers = { Accept: 'application/json, text/plain, */*' };
      const reply = await talk.send('GET', path, { headers });
      const info = (JSON.parse(reply.text) as Json)['serverInfo'];
      assert.equal(info?.['restApiVersion'], '3.29');
      assert.deepEqual(Object.keys(info?.['productVersion'] ?? {}), ['value', 'build']);
    }
    const xml = await talk.send('GET', '/api/2.4/serverInfo');
    const info = parse(xml.text)['serverInfo'];
    assert.equal(info?.['productVersion']?.['#text'], '2026.2.0');
    assert.equal(info?.['productVersion']?.['build'], '20262.26.0519.0915');
  });

  it('knows versions, resources and methods, and says which of them is wrong', async () => {
    const talk = await servers.user();
    await refusesWith(new RestTalk(talk.fake, '3.30').call('GET', 'serverinfo'), '404001');
    await refusesWith(talk.call('GET', talk.onSite('nonsense')), '404003');
    await refusesWith(talk.call('DELETE', talk.onSite('workbooks')), '405000');
  });

  it('words refusals in the language of the caller and never changes their code', async () => {
    const talk = await servers.user();
    const details = [];
    for (const language of ['en-US', 'de-CH,de;q=0.9', 'fr']) {
      const reply = await talk.call('GET', talk.onSite('jobs'), undefined, language);
      const error = (JSON.parse(reply.text) as Json)['error'];
      assert.equal(error?.['code'], '403004');
      details.push(error?.['detail']);
    }
    assert.equal(new Set(details).size, 3);
  });

  it('keeps commas, ampersands, quotes, emoji and right-to-left names whole in XML', async () => {
    const talk = await servers.user();
    const reply = await talk.send('GET', `/api/3.29/${talk.onSite('workbooks?pageSize=1000')}`);
    const items = parse(reply.text)['workbooks']?.['workbook'] ?? ([] as unknown as Json);
    const names = items.map((one) => String(one['name']));
    const decoded = names.map((name) => name.replaceAll('&quot;', '"').replaceAll('&lt;', '<'));
    for (const name of ['Black Friday, Cyber Monday & Co.', '🎄', 'מכירות שבועיות']) {
      assert.ok(decoded.includes(name), name);
    }
    assert.ok(names.some((name) => name.startsWith('Q3 Deck "final"')));
  });

  it('knows well-formed XML from what only looks like it', () => {
    for (const good of [
      '<a/>',
      `<?xml version="1.0"?><a b="1" c='2'><d>x &amp; y</d><!-- - --></a>`,
    ]) {
      assert.equal(isWellFormed(good), true, good);
    }
    for (const bad of [
      '',
      '<a>',
      '<a></b>',
      '<a b=1/>',
      '<a>x & y</a>',
      '<a/><b/>',
      '<a><b></a></b>',
      'x',
    ]) {
      assert.equal(isWellFormed(bad), false, bad);
    }
  });

  it('refuses bodies that are cut off or of another kind than they say', async () => {
    const fake = await servers.start();
    const talk = new RestTalk(fake);
    const post = (type: string, body: string): ReturnType<RestTalk['send']> =>
      talk.send('POST', '/api/3.29/auth/signin', {
        headers: { Accept: 'application/json', 'Content-Type': type },
        body,
      });
    await refusesWith(post('application/json', '{"credentials":'), '400000');
    await refusesWith(post('application/json', '<tsRequest/>'), '400000');
    await refusesWith(post('text/xml', '<tsRequest><credentials></tsRequest>'), '400000');
    await refusesWith(post('text/xml', JSON.stringify({ credentials: tokenOf(fake) })), '400000');
    const apostrophe = "<tsRequest><credentials name='a&apos;b' password=''/></tsRequest>";
    await refusesWith(post('text/xml', apostrophe), '400000');
  });

  it('serves the Tableau page, not an error, outside of the API', async () => {
    const fake = await servers.start();
    const reply = await new RestTalk(fake).send('GET', '/');
    assert.match(reply.headers.get('content-type') ?? '', /html/);
    fake.knobs.browserOnlyHosts.add('127.0.0.1');
    const api = await new RestTalk(fake).send('GET', '/api/2.4/serverinfo');
    assert.equal(api.status, 404);
    assert.match(api.headers.get('content-type') ?? '', /html/);
  });
});
