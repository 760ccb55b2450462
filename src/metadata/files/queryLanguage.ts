/** Completion, hover and validation of GraphQL files, where no other extension for GraphQL is at work. */
import {
  getAutocompleteSuggestions,
  getDiagnostics,
  getHoverInformation,
  Position,
} from 'graphql-language-service';
import * as vscode from 'vscode';
import type { FileSchemas } from './fileSchemas';
import { belongs } from './tableauText';

const own = 'vizport.vizport';
/** Language servers that leave the language itself to another extension. */
const servers = new Set(['graphql.vscode-graphql', 'meta.relay']);

interface Manifest {
  readonly main?: unknown;
  readonly browser?: unknown;
  readonly contributes?: { readonly languages?: readonly { readonly id?: unknown }[] };
}

export function otherExtensionAtWork(): boolean {
  return vscode.extensions.all.some(servesGraphql);
}

/** Who brings the language with code of its own serves it; who brings it without only colours the text. */
function servesGraphql({ id, packageJSON }: vscode.Extension<unknown>): boolean {
  const name = id.toLowerCase();
  if (name === own) return false;
  if (servers.has(name)) return true;
  const { main, browser, contributes } = packageJSON as Manifest;
  const languages = contributes?.languages;
  return (
    (main !== undefined || browser !== undefined) &&
    Array.isArray(languages) &&
    languages.some((language: { readonly id?: unknown } | null) => language?.id === 'graphql')
  );
}

export async function complete(
  schemas: FileSchemas,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionItem[]> {
  const text = document.getText();
  if (otherExtensionAtWork() || belongs(text, schemas.base) === 'other') return [];
  const { schema } = await schemas.of(text, document.offsetAt(position), token);
  if (token.isCancellationRequested) return [];
  return getAutocompleteSuggestions(schema, text, at(position)).map((found, index) => {
    // The service counts kinds as the protocol does, from one; VS Code from nought.
    const kind = (found.kind === undefined ? 5 : found.kind) - 1;
    const item = new vscode.CompletionItem(found.label, kind);
    if (found.detail !== undefined) item.detail = found.detail;
    const about = found.documentation;
    if (typeof about === 'string') item.documentation = about;
    if (found.insertText !== undefined)
      item.insertText =
        found.insertTextFormat === 2
          ? new vscode.SnippetString(found.insertText)
          : found.insertText;
    item.sortText = String(index).padStart(5, '0');
    return item;
  });
}

export async function hover(
  schemas: FileSchemas,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const text = document.getText();
  if (otherExtensionAtWork() || belongs(text, schemas.base) !== 'tableau') return undefined;
  const { schema } = await schemas.of(text, document.offsetAt(position), token);
  const words = getHoverInformation(schema, text, at(position), undefined, { useMarkdown: true });
  const markdown = typeof words === 'string' ? words : '';
  return markdown === '' ? undefined : new vscode.Hover(new vscode.MarkdownString(markdown));
}

/** Against the basic fields alone only what is no GraphQL is told: a site may have more than these. */
export async function check(
  schemas: FileSchemas,
  document: vscode.TextDocument,
): Promise<vscode.Diagnostic[]> {
  const text = document.getText();
  if (otherExtensionAtWork() || belongs(text, schemas.base) !== 'tableau') return [];
  const { schema, own } = await schemas.of(text, 0);
  return getDiagnostics(text, own ? schema : null).map(({ range, message, severity }) => {
    const { start, end } = range;
    const found = new vscode.Diagnostic(
      new vscode.Range(start.line, start.character, end.line, end.character),
      typeof message === 'string' ? message : message.value,
      (severity ?? 1) - 1,
    );
    found.source = 'Tableau Metadata API';
    return found;
  });
}

function at({ line, character }: vscode.Position): Position {
  return new Position(line, character);
}
