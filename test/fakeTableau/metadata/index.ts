// The Metadata API of the fake Tableau server: one GraphQL request in, one HTTP answer out.
//
// Documented: codes and severities, limits, paging, PERMISSIONS_MODE_SWITCHED's payload (recorded), JWT from 3.21 with
// tableau:content:read. Guessed: HTTP 200 for the "off" states, what an obfuscated non-null field holds.
import {
  execute,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Model, Session } from '../model';
import type { HandleMetadata, MetadataRequest, MetadataResponse } from '../metadataRequest';
import { Context } from './context';
import { executionError, syntaxError, validationError, type WireError } from './errorForms';
import { executableSchema } from './executableSchema';
import { Lineage } from './lineage';
import { readQuestion, type Question } from './question';
import type { Asked } from './resolvers/resolver';
import { SiteIndex } from './siteIndex';

/** JWT sessions may query from Server 2023.3 on (documented). */
const firstMinorWithJwt = 21;
const neededScope = 'tableau:content:read';
const acceptedScopes = new Set([neededScope, 'tableau:content:*', 'tableau:*:*', 'tableau:*:read']);

const indexes = new WeakMap<Model, Map<string, SiteIndex>>();
/** Sessions that the spurious 401 after sign-in has hit already: it passes when the request is repeated. */
const spurned = new WeakSet<Session>();

/** The body of a call without a session, as Spring words it (recorded). Nothing of our XML or JSON error form. */
export function unauthorized(now: number): MetadataResponse {
  const body = {
    timestamp: new Date(now).toISOString().replace('Z', '+00:00'),
    status: 401,
    error: 'Unauthorized',
    path: '/relationship-service-war/graphql',
  };
  return {
    status: 401,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export const handleMetadata: HandleMetadata = async (request) => {
  const { session, model, profile, knobs } = request;
  const now = model.now();
  if (!maySessionQuery(session, profile.minor)) return unauthorized(now);
  const tooFresh = knobs?.spurious401Milliseconds;
  if (tooFresh !== undefined && now - session.createdAt < tooFresh && !spurned.has(session)) {
    spurned.add(session);
    return unauthorized(now);
  }
  const off = offError(request);
  if (off) {
    const refused = answer(request, undefined, [off]);
    const isOff = /_DISABLED$/.test(String(off.extensions?.['code']));
    return isOff ? { ...refused, status: Number(request.guesses.metadataOffStatus) } : refused;
  }
  const asked = readQuestion(request);
  if (!asked) return badRequest(now);
  return answerQuery(request, asked);
};

function maySessionQuery(session: Session, minor: number): boolean {
  if (session.kind !== 'jwt') return true;
  return (
    minor >= firstMinorWithJwt && (session.scopes ?? []).some((scope) => acceptedScopes.has(scope))
  );
}

function severe(code: string, message: string): WireError {
  return { message, extensions: { severity: 'ERROR', code, properties: null } };
}

function offError({ mode, site, knobs }: MetadataRequest): WireError | undefined {
  if (mode === 'featureDisabled') {
    return severe(
      'FEATURE_DISABLED',
      "The Tableau Metadata API is not enabled. A server administrator can run 'tsm maintenance metadata-services enable'.",
    );
  }
  if (mode === 'siteDisabled' || site.metadataDisabled) {
    return severe('SITE_DISABLED', 'The Tableau Metadata API is disabled for this site.');
  }
  if (mode === 'accessDenied')
    return severe('ACCESS_DENIED', 'You do not have access to the Tableau Metadata API.');
  if (knobs?.rateExceeded) {
    return severe(
      'RATE_EXCEEDED',
      'The query rate exceeded the limit. Wait a while, then try the query again.',
    );
  }
  return undefined;
}

function badRequest(now: number): MetadataResponse {
  const body = {
    timestamp: new Date(now).toISOString().replace('Z', '+00:00'),
    status: 400,
    error: 'Bad Request',
    path: '/relationship-service-war/graphql',
  };
  return {
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function indexOf(model: Model, siteLuid: string): SiteIndex {
  const sites = indexes.get(model) ?? new Map<string, SiteIndex>();
  indexes.set(model, sites);
  const index = sites.get(siteLuid) ?? new SiteIndex(model, siteLuid);
  sites.set(siteLuid, index);
  return index;
}

async function answerQuery(
  request: MetadataRequest,
  question: Question,
): Promise<MetadataResponse> {
  const schema = executableSchema(request.profile.minor);
  const document = parsed(question.query);
  if (document instanceof GraphQLError) return answer(request, undefined, [syntaxError(document)]);
  const problems = validate(schema, document, specifiedRules);
  if (problems.length > 0) {
    return answer(
      request,
      undefined,
      problems.map((problem) => validationError(problem, document)),
    );
  }
  return run(request, question, schema, document);
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const hardTimeLimit: WireError = {
  message: 'Execution canceled because timeout of 30000 millis was reached',
  extensions: null,
};

async function run(
  request: MetadataRequest,
  question: Question,
  schema: GraphQLSchema,
  document: DocumentNode,
): Promise<MetadataResponse> {
  const { guesses, model, site, user, session, profile, nodeLimit, knobs } = request;
  const limit = knobs?.timeLimit;
  const mayTake = knobs?.timeLimitAbove ?? -1;
  if (limit === 'hard' && mayTake < 0) return answer(request, null, [hardTimeLimit]);
  const index = indexOf(model, site.luid);
  const { minor } = profile;
  const context = new Context(model, index, site, user, session, minor, nodeLimit, guesses);
  const asked: Asked = Object.assign(context, { lineage: new Lineage(index) });
  const result = await execute({
    schema,
    document,
    contextValue: asked,
    variableValues: question.variables,
    operationName: question.operationName,
  });
  if (limit === 'hard' && asked.nodesTaken > mayTake) return answer(request, null, [hardTimeLimit]);
  if (knobs?.backfillRunning) {
    asked.warn(
      'BACKFILL_RUNNING',
      'Still creating the Metadata API Store. Results from queries might be incomplete at this time.',
    );
  }
  const warnings = asked.warnings.map(({ code, message, properties }): WireError => ({
    message,
    extensions: { severity: 'WARNING', code, properties },
  }));
  if (limit === 'soft' && asked.nodesTaken > mayTake) {
    warnings.push({
      message: 'Reached time limit of PT5S for query execution.',
      path: null,
      extensions: null,
    });
  }
  return answer(request, result.data, [...(result.errors ?? []).map(executionError), ...warnings]);
}

function answer(
  request: MetadataRequest,
  data: unknown,
  errors: readonly WireError[],
): MetadataResponse {
  const told = request.knobs?.nullExtensions
    ? errors.map((error) => ({ ...error, extensions: null }))
    : errors;
  const body = {
    ...(data === undefined ? {} : { data }),
    ...(told.length > 0 ? { errors: told } : {}),
  };
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify(body),
  };
}
