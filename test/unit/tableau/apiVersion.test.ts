/** Checks versions, which are two numbers and no decimal. */
import assert from 'node:assert/strict';
import { atLeast, compareVersions, negotiate } from '../../../src/tableau/apiVersion';

describe('compareVersions', () => {
  it('knows that 3.9 is older than 3.10, and 2.8 than 3.0', () => {
    const versions = ['3.10', '2.8', '3.9', '3.0', '3.29'];
    assert.deepEqual(versions.sort(compareVersions), ['2.8', '3.0', '3.9', '3.10', '3.29']);
    assert.equal(atLeast('3.10', '3.9'), true);
    assert.equal(atLeast('3.9', '3.10'), false);
    assert.equal(atLeast('3.16', '3.16'), true);
  });
});

describe('negotiate', () => {
  it("takes the server's version up to the newest that we know", () => {
    assert.equal(negotiate('3.5'), '3.5');
    assert.equal(negotiate('3.29'), '3.29');
    assert.equal(negotiate('3.35'), '3.29');
    assert.equal(negotiate('4.0'), '3.29');
  });
});
