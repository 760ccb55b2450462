// The door of the Metadata API: the session, and the states in which GraphQL never gets to answer.
import { findSession } from './auth/sessions';
import type { Incoming, Outgoing } from './answer';
import { languageOf, Refusal } from './http/errors';
import { handleMetadata, unauthorized } from './metadata';
import { missingPage, tableauPage } from './pages';
import type { RequestRecord } from './requestLog';
import type { Backend } from './rest/route';

export async function answerMetadata(
  backend: Backend,
  incoming: Incoming,
  record: RequestRecord,
): Promise<Outgoing> {
  Object.assign(record, { kind: 'graphql' });
  const { knobs, model, profile } = backend;
  const { body, headers, method, rawQuery } = incoming;
  // Community clients expect these of a server without the Metadata API (reported). 2019.3 brought it.
  if (knobs.metadataMode === '404') return htmlPage(404, missingPage);
  if (knobs.metadataMode === 'html') return htmlPage(200, tableauPage);
  const token = headers['x-tableau-auth'];
  let session;
  try {
    session = findSession(backend, typeof token === 'string' ? token : undefined);
  } catch (error) {
    if (error instanceof Refusal) return { headers: {}, ...unauthorized(model.now()) };
    throw error;
  }
  const site = model.sites.get(session.siteLuid);
  const user = model.users.get(session.userLuid);
  if (!site || !user) throw new Error('A session without its site or user.');
  record.user = user.name;
  const response = await handleMetadata({
    model,
    profile,
    mode: knobs.metadataMode,
    site,
    user,
    session,
    body,
    method,
    contentType: headers['content-type'],
    search: new URLSearchParams(rawQuery),
    knobs: knobs.metadata,
    language: languageOf(headers['accept-language']),
    nodeLimit: knobs.nodeLimit,
    guesses: knobs.guesses,
  });
  return { headers: {}, ...response };
}

const htmlPage = (status: number, body: string): Outgoing => ({
  status,
  headers: { 'content-type': 'text/html;charset=utf-8' },
  body,
});
