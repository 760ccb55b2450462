/** Judges what the client made of a damaged body: only what the model has, and nothing that the body did not say. */
import assert from 'node:assert/strict';

const dates = new Set(
  'createdAt updatedAt startedAt completedAt nextRunAt endsAt usedAt'.split(' '),
);
/** Words of ours for words of Tableau's. */
const ours = new Set('kind status type'.split(' '));
const numbers = new Set(
  (
    'sizeMb sheetCount totalViewCount connectedWorkbooksCount projects workbooks views datasources ' +
    'progress priority consecutiveFailures everyHours everyMinutes'
  ).split(' '),
);
const booleans = new Set(
  'topLevel showTabs hasExtracts isCertified usesBridge shared bridge incremental active'.split(
    ' ',
  ),
);
const texts = new Set(
  (
    'luid name description webpageUrl contentUrl parentLuid contentPermissions defaultViewLuid fullName ' +
    'viewUrlName sheetType certificationNote fileType flowRunLuid title subtitle notes flowLuid jobLuid ' +
    'frequency state start end ownerLuid lockedBy siteRole domain'
  ).split(' '),
);
const objects = new Set(
  (
    'owner location counts workbook view target item schedule recurrence tags state grants weekDays ' +
    'monthDays capabilities'
  ).split(' '),
);

export function assertWellFormed(value: unknown, said: string): void {
  if (Array.isArray(value)) {
    for (const one of value) {
      if (typeof one === 'string') assertText(one, said);
      else assertWellFormed(one, said);
    }
    return;
  }
  assert.equal(typeof value, 'object');
  assert.notEqual(value, null);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  for (const [key, member] of Object.entries(value as object)) {
    if (key === 'site') continue;
    if (key === 'capabilities') {
      for (const mode of Object.values(member as object))
        assert.match(String(mode), /^(?:Allow|Deny)$/u);
    } else if (dates.has(key)) assertDate(member);
    else if (numbers.has(key)) assert.ok(Number.isFinite(member), `${key}: ${String(member)}`);
    else if (booleans.has(key)) assert.equal(typeof member, 'boolean', key);
    else if (ours.has(key)) assert.match(String(member), /./su, key);
    else if (texts.has(key) && typeof member === 'string') {
      // The default site has an empty one, and so has what was left out.
      if (key !== 'contentUrl' || member !== '') assertText(member, said);
    } else {
      assert.ok(objects.has(key), `${key}: ${JSON.stringify(member)}`);
      assertWellFormed(member, said);
    }
  }
}

function assertDate(value: unknown): void {
  assert.equal(typeof value, 'string');
  assert.match(String(value), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/u);
  assert.ok(!Number.isNaN(Date.parse(String(value))));
}

function assertText(text: string, said: string): void {
  assert.notEqual(text, '');
  // Lines of several notes are put together.
  for (const part of text.split('\n'))
    assert.ok(said.includes(part.trim()), `${text} was not said`);
}

/** All that a body says, without the signs that JSON and XML write otherwise. */
export function saidBy(body: string): string {
  const plain = body.replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));
  if (!/^\s*[{[]/u.test(body)) return plain;
  const found: string[] = [];
  try {
    JSON.parse(body, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') found.push(String(value));
      return value;
    });
  } catch {
    // Not JSON after all: then nothing may be made of it either.
    return '';
  }
  return found.join('\u0001').replace(/\\r\\n|\\n/gu, '\n');
}
