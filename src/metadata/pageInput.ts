/** Checks what comes from the page: it is a browser document, and what it sends is not to be believed. */
import { RpcError } from '../base/rpc';
import type { QueryRequest } from '../webview/protocol';

/** Far above what a person writes, far below what would hurt. */
const maxText = 4_000_000;

/** @throws RpcError `badInput` */
export function textOf(input: unknown, name: string): string {
  const value = memberOf(input, name);
  if (typeof value !== 'string') throw bad(name);
  if (value.length > maxText) throw bad(name);
  return value;
}

export function optionalTextOf(input: unknown, name: string): string | undefined {
  return memberOf(input, name) == null ? undefined : textOf(input, name);
}

export function flagOf(input: unknown, name: string): boolean {
  return memberOf(input, name) === true;
}

export function queryRequestOf(input: unknown): QueryRequest {
  const operationName = optionalTextOf(input, 'operationName');
  const variables = variablesOf(input);
  return {
    tab: textOf(input, 'tab'),
    query: textOf(input, 'query'),
    ...(variables === undefined ? {} : { variables }),
    ...(operationName === undefined ? {} : { operationName }),
  };
}

export function variablesOf(input: unknown): Readonly<Record<string, unknown>> | undefined {
  const variables = memberOf(input, 'variables');
  if (variables == null) return undefined;
  if (typeof variables !== 'object' || Array.isArray(variables)) throw bad('variables');
  return variables as Readonly<Record<string, unknown>>;
}

/** Texts by their names; null: removed. */
export function storageChangeOf(input: unknown): Readonly<Record<string, string | null>> {
  const change = memberOf(input, 'change');
  if (typeof change !== 'object' || change === null || Array.isArray(change)) throw bad('change');
  for (const [key, value] of Object.entries(change)) {
    if (value !== null && (typeof value !== 'string' || value.length > maxText)) throw bad(key);
  }
  return change as Readonly<Record<string, string | null>>;
}

/** What a panel's page remembered of its site: only a key to look up, or nothing. */
export function rememberedSite(state: unknown): string | undefined {
  const site = memberOf(state, 'site');
  return typeof site === 'string' ? site : undefined;
}

export function memberOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Readonly<Record<string, unknown>>)[name];
}

function bad(name: string): RpcError {
  return new RpcError(`The page sent no usable ${name}`, 'badInput');
}
