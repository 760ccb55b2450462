/** Tells what an answer's body is, whatever its headers claim: gateways, proxies and old services disagree with them. */
import type { HttpAnswer } from './attempt';
import { parseXml } from '../wire/xml';

export type Body =
  | { readonly form: 'json'; readonly value: unknown }
  /** The root element's content, in the shape that JSON would have had. */
  | { readonly form: 'xml'; readonly root: string; readonly value: unknown }
  /** `login`: a page that asks somebody to sign in, to a network or to a gateway. */
  | { readonly form: 'html'; readonly title?: string; readonly login?: true }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'truncated' }
  | { readonly form: 'empty' };

export function readBody(answer: HttpAnswer): Body {
  // A byte order mark, which `JSON.parse` does not take.
  const text = answer.text.charCodeAt(0) === 0xfeff ? answer.text.slice(1) : answer.text;
  const start = firstSign(text);
  if (start === undefined) return { form: 'empty' };
  if (start === '{' || start === '[') {
    try {
      return { form: 'json', value: JSON.parse(text) as unknown };
    } catch {
      // What begins as JSON and cannot be read has lost its end: nothing more can be learnt from it.
      return { form: 'truncated' };
    }
  }
  if (start === '<') {
    if (/^\s*<(?:!doctype html|html|head|body)/iu.test(text)) return html(text);
    const xml = parseXml(text);
    if (xml !== undefined) return { form: 'xml', ...xml };
    return /<\/?(?:html|body|title)\b/iu.test(text) ? html(text) : { form: 'truncated' };
  }
  return { form: 'text', text: text.trim().slice(0, 500) };
}

function firstSign(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return text[i];
  }
  return undefined;
}

function html(text: string): Body {
  const title = /<title[^>]*>([^<]{1,200})/iu.exec(text)?.[1]?.trim();
  return {
    form: 'html',
    ...(title === undefined || title === '' ? {} : { title }),
    ...(isLogin(text, title) ? { login: true } : {}),
  };
}

/** A field for a password, a form of SAML, or a title that says so. */
function isLogin(text: string, title = ''): boolean {
  return (
    /<input[^>]+type=["']?password|SAMLRequest|RelayState/iu.test(text) ||
    /\b(?:log|sign)[ -]?(?:in|on)\b|single sign|\bSSO\b|\banmeld|\bconnexion\b|\bcaptive|\bhotspot/iu.test(
      title,
    )
  );
}

/** A code of ours for a body that is not Tableau's. */
export function codeOfBody(
  body: Body,
): 'HTML' | 'LOGIN_PAGE' | 'TEXT' | 'TRUNCATED' | 'EMPTY' | 'UNEXPECTED' {
  switch (body.form) {
    case 'html':
      return body.login === true ? 'LOGIN_PAGE' : 'HTML';
    case 'text':
      return 'TEXT';
    case 'truncated':
      return 'TRUNCATED';
    case 'empty':
      return 'EMPTY';
    case 'json':
    case 'xml':
      return 'UNEXPECTED';
  }
}
