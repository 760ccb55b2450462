/** Checks that every kind of body is told from the others, whatever its headers claim. */
import assert from 'node:assert/strict';
import { codeOfBody, readBody } from '../../../../src/tableau/http/bodies';

const of = (text: string, type = 'application/json'): ReturnType<typeof readBody> =>
  readBody({ status: 200, headers: { 'content-type': type }, text });

describe('readBody', () => {
  it('reads JSON, with a byte order mark and blanks too', () => {
    assert.deepEqual(of('\uFEFF \n{"a":1}'), { form: 'json', value: { a: 1 } });
    assert.deepEqual(of('[1]'), { form: 'json', value: [1] });
  });

  it('reads XML that says it is JSON', () => {
    const body = of(
      '<?xml version="1.0"?><tsResponse xmlns="http://tableau.com/api"><job id="1"/></tsResponse>',
    );
    assert.equal(body.form, 'xml');
    assert.ok(body.form === 'xml' && body.root === 'tsResponse');
  });

  it('tells HTML with its title, in any case of letters', () => {
    assert.deepEqual(
      of('<!DOCTYPE html>\n<html><head><title> 502 Bad Gateway </title></head></html>'),
      {
        form: 'html',
        title: '502 Bad Gateway',
      },
    );
    assert.deepEqual(of('<HTML><BODY>No'), { form: 'html' });
  });

  it('tells sloppy HTML without a doctype from XML', () => {
    assert.equal(of('<meta charset=utf-8><title>Login</title><body>Hi').form, 'html');
  });

  it('tells JSON and XML that were cut off', () => {
    assert.equal(of('{"workbooks":{"workbook":[{"id":"1').form, 'truncated');
    assert.equal(of('<?xml version="1.0"?><tsResponse><workbooks><workb').form, 'truncated');
  });

  it('tells an empty body, and plain text', () => {
    assert.equal(of('').form, 'empty');
    assert.equal(of(' \r\n').form, 'empty');
    assert.deepEqual(of('upstream connect error'), {
      form: 'text',
      text: 'upstream connect error',
    });
  });
});

describe('codeOfBody', () => {
  it('names what came in place of an answer', () => {
    const codes = ['<html>', 'oops', '{"a', '', '{}'].map((text) => codeOfBody(of(text)));
    assert.deepEqual(codes, ['HTML', 'TEXT', 'TRUNCATED', 'EMPTY', 'UNEXPECTED']);
  });
});

describe('a page that asks for a login', () => {
  it('is known by its password field, its SAML form or its title, and no other page is', () => {
    const code = (text: string) => codeOfBody(readBody({ status: 200, headers: {}, text }));
    assert.equal(code('<html><input name="p" type="password"></html>'), 'LOGIN_PAGE');
    assert.equal(code('<html><form><input name="SAMLRequest"></form></html>'), 'LOGIN_PAGE');
    assert.equal(code('<!doctype html><title>Hotel Wi-Fi hotspot</title>'), 'LOGIN_PAGE');
    assert.equal(code('<html><title>Anmeldung</title></html>'), 'LOGIN_PAGE');
    assert.equal(code('<html><title>Fernweh Wiki: blogging online</title></html>'), 'HTML');
    assert.equal(code('<html><title>502 Bad Gateway</title></html>'), 'HTML');
  });
});
