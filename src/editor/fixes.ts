/** The quick fixes: addresses become LUIDs, and LUIDs get the names of their items beside them. */
import * as vscode from 'vscode';
import type { FoundItem } from '../content/findResult';
import { hasComments } from '../references/comments';
import type { Reference, UrlReference } from '../references/references';
import type { Luid } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { notFoundText } from '../ui/findText';
import { HumanError, showWarning } from '../ui/messages';
import { canAsk, siteName } from '../ui/pickSite';
import { siteAtAddress } from '../ui/siteAtAddress';
import type { CodeNeeds } from './codeNeeds';
import { isRead } from './documentLines';
import { namesBeside } from './namesBeside';
import { referencesInRange, type Placed } from './referencesInRange';

export function replaceUrls(needs: CodeNeeds): (uri?: unknown, range?: unknown) => Promise<void> {
  return async (uri, range) => {
    const place = await placeOf(uri, range);
    const urls = place.found.flatMap(({ reference }) =>
      reference.type === 'url' ? [reference] : [],
    );
    if (urls.length === 0)
      throw new HumanError(
        vscode.l10n.t('There is no Tableau address here: put the cursor on one, or select some.'),
      );
    const { items, troubles } = await resolve(needs, urls);
    await edit(place, (edits, { reference, range: at }) => {
      const item = reference.type === 'url' ? items.get(reference.text) : undefined;
      if (item !== undefined) edits.replace(place.document.uri, at, item.luid);
    });
    await tellTroubles(troubles, urls.length);
  };
}

export function addNames(needs: CodeNeeds): (uri?: unknown, range?: unknown) => Promise<void> {
  return async (uri, range) => {
    const place = await placeOf(uri, range);
    const { document } = place;
    if (!hasComments(document.languageId))
      throw new HumanError(
        vscode.l10n.t('Files of this language ({0}) have no comments.', document.languageId),
      );
    const wanted = place.found.filter(
      ({ reference }) => reference.type === 'url' || reference.isTableaus,
    );
    if (wanted.length === 0)
      throw new HumanError(
        vscode.l10n.t('There is no LUID of Tableau here: put the cursor on one, or select some.'),
      );
    const { items, troubles } = await resolve(
      needs,
      wanted.map(({ reference }) => reference),
    );
    const byLine = new Map<number, string[]>();
    for (const { reference, range: at } of referencesInRange(document, place.range)) {
      const name = items.get(keyOf(reference))?.name;
      if (name !== undefined)
        byLine.set(at.start.line, [...(byLine.get(at.start.line) ?? []), name]);
    }
    const beside = namesBeside(document);
    const edits = new vscode.WorkspaceEdit();
    let left = 0;
    for (const [line, names] of byLine) {
      const comment = beside(line, names);
      if (comment !== undefined) edits.insert(document.uri, comment.at, comment.text);
      else if (!names.every((name) => document.lineAt(line).text.includes(name))) left += 1;
    }
    await vscode.workspace.applyEdit(edits);
    if (left > 0)
      troubles.push(
        vscode.l10n.t(
          'In a text of several lines, and inside a command that goes over several lines, no comment can stand.',
        ),
      );
    await tellTroubles(troubles, wanted.length);
  };
}

interface Place {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly found: readonly Placed[];
}

/** From a quick fix the place that it was offered for; from the palette what is selected. */
async function placeOf(uri: unknown, given: unknown): Promise<Place> {
  const editor = vscode.window.activeTextEditor;
  const document =
    typeof uri === 'string'
      ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))
      : editor?.document;
  const range = given instanceof vscode.Range ? given : editor?.selection;
  if (document === undefined || range === undefined)
    throw new HumanError(
      vscode.l10n.t('Open a file first, and put the cursor on a Tableau address or LUID.'),
    );
  if (!isRead(document))
    throw new HumanError(
      vscode.l10n.t(
        'Vizport leaves this file alone: it is a lock file, or "vizport.code.enabled" is off.',
      ),
    );
  return { document, range, found: referencesInRange(document, range) };
}

interface Resolved {
  /** By LUID or address. */
  readonly items: ReadonlyMap<string, FoundItem>;
  readonly troubles: string[];
}

function keyOf(reference: Reference): string {
  return reference.type === 'url' ? reference.text : reference.luid;
}

/** All at once: LUIDs by one request for hundreds, each address once. */
async function resolve(needs: CodeNeeds, references: readonly Reference[]): Promise<Resolved> {
  const luids = new Set<Luid>();
  const urls = new Map<string, UrlReference>();
  for (const reference of references)
    if (reference.type === 'url') urls.set(reference.text, reference);
    else luids.add(reference.luid);
  return cancellable(
    vscode.l10n.t('Asking Tableau for {0} items…', luids.size + urls.size),
    async (signal) => {
      const items = new Map<string, FoundItem>();
      const troubles: string[] = [];
      const found = await needs.lookup.find([...luids], {}, signal);
      for (const luid of luids) {
        const item = found.get(luid);
        if (item !== undefined) items.set(luid, item);
        else troubles.push(vscode.l10n.t('No item that you can see has the LUID {0}.', luid));
      }
      await Promise.all(
        [...urls.values()].map(async (reference) => {
          const item = await ofUrl(needs, reference, signal);
          if (typeof item === 'string') troubles.push(item);
          else items.set(reference.text, item);
        }),
      );
      return { items, troubles };
    },
  );
}

async function ofUrl(
  needs: CodeNeeds,
  { address, text }: UrlReference,
  signal: AbortSignal,
): Promise<FoundItem | string> {
  const entry = await siteAtAddress(needs, address, signal);
  if (entry === undefined || !canAsk(entry))
    return vscode.l10n.t('You are not signed in to the site of {0}.', text);
  const source = needs.contentOf(entry.profile.site);
  const result = await needs.addresses.find(address, source, signal);
  if (result.status === 'notFound') return notFoundText(result, siteName(entry));
  const [first] = result.status === 'found' ? result.matches : [];
  return first ?? vscode.l10n.t('{0} leads to no item.', text);
}

/** What was typed meanwhile stays: the places are looked for anew. */
async function edit(
  place: Place,
  change: (edits: vscode.WorkspaceEdit, placed: Placed) => void,
): Promise<void> {
  const edits = new vscode.WorkspaceEdit();
  for (const placed of referencesInRange(place.document, place.range)) change(edits, placed);
  await vscode.workspace.applyEdit(edits);
}

async function tellTroubles(troubles: readonly string[], all: number): Promise<void> {
  const [first] = troubles;
  if (first === undefined) return;
  await showWarning(
    all === 1 ? first : vscode.l10n.t('{0} of {1} were left: {2}', troubles.length, all, first),
  );
}
