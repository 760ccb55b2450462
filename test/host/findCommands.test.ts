/** Finding items by address and by name, with the real quick picks and messages of VS Code. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findContent } from '../../src/commands/findContent';
import { findLuid, type FindLuidNeeds } from '../../src/commands/findLuid';
import { browserUrl, contentKinds, kindNames } from '../../src/content/contentKinds';
import type { NotFound } from '../../src/content/findResult';
import type { Content } from '../../src/tableau/model';
import { addressProblemText, notFoundText } from '../../src/ui/findText';
import { HumanError } from '../../src/ui/messages';
import { contentPicker } from '../../src/ui/pickContent';
import { pressingEnter } from './support/pressing';
import { openTreeBed, type TreeBed } from './support/treeBed';

describe('the commands that find', () => {
  let bed: TreeBed;
  let needs: FindLuidNeeds;
  let signedIn = 0;

  beforeEach(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    signedIn = 0;
    needs = {
      sessions: bed.sessions,
      contentOf: (site) => bed.contents.of(site),
      signIn: async (site) => {
        signedIn += 1;
        await bed.signIn(site?.contentUrl);
        return site;
      },
    };
    await vscode.env.clipboard.writeText('as it was');
    bed.fake.log.clear();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await bed.close();
  });

  const clipboard = (): Thenable<string> => vscode.env.clipboard.readText();

  /** The first button of a message. */
  const button = 'notification.acceptPrimaryAction';

  function workbook(
    name: string,
    site = bed.fake.company.main.site,
  ): { luid: string; url: string } {
    const found = [...bed.fake.model.workbooks.all()].find(
      (item) => item.name === name && item.siteLuid === site.luid,
    );
    assert.ok(found);
    const url = `${bed.fake.url}/#/site/${site.contentUrl}/workbooks/${found.vizportalUrlId}/views`;
    return { luid: found.luid, url };
  }

  it('copy the LUID for an address with Enter', async () => {
    const { luid, url } = workbook('Quarterly Margin');
    await pressingEnter(findLuid(needs)(url));
    assert.equal(await clipboard(), luid);
    assert.equal(bed.fake.log.count('graphql'), 1);
  });

  it('take the address from the clipboard', async () => {
    const { luid, url } = workbook('Tax');
    await vscode.env.clipboard.writeText(`  ${url}\n`);
    await pressingEnter(findLuid(needs)());
    assert.equal(await clipboard(), luid);
  });

  it('offer to sign in to the site of an address, and go on from there', async () => {
    const { luid, url } = workbook('Hiring Funnel', bed.fake.company.second.site);
    await pressingEnter(findLuid(needs)(url), button);
    assert.equal(signedIn, 1);
    assert.equal(await clipboard(), luid);
  });

  it('offer to sign in again where the user signed out', async () => {
    const { luid, url } = workbook('Tax');
    await bed.sessions.signOut(bed.site);
    await pressingEnter(findLuid(needs)(url), button);
    assert.equal(signedIn, 0);
    assert.equal(await clipboard(), luid);
  });

  it('lead from a hidden sheet to its workbook', async () => {
    const { luid } = workbook('Quarterly Margin');
    const url = `${bed.fake.url}/#/site/sales/views/QuarterlyMargin/NoSuchSheet`;
    await pressingEnter(findLuid(needs)(url), button);
    assert.equal(await clipboard(), luid);
  });

  it('refuse what is no address with a sentence', async () => {
    await assert.rejects(findLuid(needs)('https://github.com/tableau/tabcmd'), (error) => {
      assert.ok(error instanceof HumanError);
      return error.message.includes('github.com');
    });
  });

  it('pick an item by name with all its details', async () => {
    const picker = contentPicker(needs);
    let picked: Content | undefined;
    const picking = picker
      .pickContent(({ name }) => name === 'Channel Mix')
      .then((content) => (picked = content));
    await pressingEnter(picking);
    assert.equal(picked?.name, 'Channel Mix');
    assert.ok(picked.createdAt !== undefined, 'only full items have it');
  });

  it('reveal what was found by name', async () => {
    const revealed: string[] = [];
    const picker = contentPicker(needs);
    const finding = findContent({
      findContent: (options) =>
        picker.findContent({ ...options, fits: ({ name }) => name === 'Brand Tracker' }),
      pickContent: picker.pickContent,
      pickContents: picker.pickContents,
      browserUrl: (content) => browserUrl(content, bed.fake.url),
      pathOf: (content) => bed.contents.of(content.site).pathOf(content),
      reveal: async ({ name }) => void revealed.push(name),
    });
    await pressingEnter(finding());
    assert.deepEqual(revealed, ['Brand Tracker']);
  });

  it('say where to sign in when there is no site to search', async () => {
    await bed.sessions.remove(bed.site);
    await assert.rejects(contentPicker(needs).pickContent(), HumanError);
  });

  it('have a sentence for every reason, none twice', () => {
    const problems = [
      addressProblemText({ reason: 'empty' }),
      addressProblemText({ reason: 'notAnAddress' }),
      addressProblemText({ reason: 'notWeb' }),
      addressProblemText({ reason: 'notTableau', host: 'example.com' }),
      addressProblemText({ reason: 'tableauPublic' }),
      addressProblemText({ reason: 'tool', what: 'metadata' }),
      addressProblemText({ reason: 'unsupportedKind', what: 'collections' }),
    ];
    const reasons: readonly NotFound['why'][] = [
      'noSuchNumber',
      'noSuchName',
      'noSuchSheet',
      'noSuchCustomView',
      'projectNeedsMetadata',
      'projectNotResolved',
    ];
    const near = { site: bed.site, kind: 'view', luid: 'x', name: 'Margin' } as unknown as Content;
    const sentences = reasons.flatMap((why) => [
      notFoundText({ status: 'notFound', why, kind: 'view', near }, 'Sales'),
    ]);
    const all = [...problems, ...sentences];
    assert.equal(new Set(all).size, all.length);
    for (const sentence of all) assert.match(sentence, /\p{L}.{10,}\.$/u);
    assert.ok(kindNames.every((kind) => contentKinds[kind].icon !== ''));
  });
});
