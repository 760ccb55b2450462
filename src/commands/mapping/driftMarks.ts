/** The marks of mapping tables that were checked, and their quick fixes; both follow what is typed. */
import * as vscode from 'vscode';
import { mendedCells, placeOf, type Drift } from '../../mapping/drift';
import type { PlacedRow, ReadTable } from '../../mapping/read/placed';
import type { DriftReport } from '../../ui/driftCheck';
import { driftText, remedyText } from '../../ui/driftText';

interface Marked {
  readonly diagnostic: vscode.Diagnostic;
  readonly drift: Drift;
  readonly table: ReadTable;
}

interface Followed {
  readonly again: DriftReport['again'];
  marked: readonly Marked[];
  timer: NodeJS.Timeout | undefined;
}

const typingPause = 300;

export class DriftMarks implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('vizport-drift');
  readonly #followed = new Map<string, Followed>();
  readonly #owned: vscode.Disposable;

  constructor() {
    this.#owned = vscode.Disposable.from(
      this.#marks,
      vscode.languages.registerCodeActionsProvider('*', this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed(document);
      }),
    );
  }

  follow(document: vscode.TextDocument, { again }: DriftReport): void {
    this.#forget(document);
    this.#followed.set(document.uri.toString(), { again, marked: [], timer: undefined });
    this.#compare(document);
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const known = this.#followed.get(document.uri.toString())?.marked ?? [];
    const here = known.filter(({ diagnostic }) =>
      diagnostics.some(
        (one) => one.range.isEqual(diagnostic.range) && one.code === diagnostic.code,
      ),
    );
    const fixable = here.filter(({ drift, table }) => drift.kind !== 'gone' || table.rowsAreLines);
    const actions = fixable.map((one) => this.#action(document, remedyText(one.drift), [one]));
    const mendable = known.filter(({ drift }) => drift.kind !== 'gone');
    if (here.length > 0 && mendable.length > 1)
      actions.push(
        this.#action(
          document,
          vscode.l10n.t('Mend all {0} rows that can be', mendable.length),
          mendable,
        ),
      );
    return actions;
  }

  dispose(): void {
    for (const { timer } of this.#followed.values()) clearTimeout(timer);
    this.#followed.clear();
    this.#owned.dispose();
  }

  #changed(document: vscode.TextDocument): void {
    const followed = this.#followed.get(document.uri.toString());
    if (followed === undefined) return;
    // The places of the old marks are not those of the new text.
    followed.marked = [];
    clearTimeout(followed.timer);
    followed.timer = setTimeout(() => this.#compare(document), typingPause);
  }

  #compare(document: vscode.TextDocument): void {
    const followed = this.#followed.get(document.uri.toString());
    if (followed === undefined || document.isClosed) return;
    const read = followed.again(document.getText());
    followed.marked = read?.drifts.map((drift) => marked(document, drift, read.table)) ?? [];
    this.#marks.set(
      document.uri,
      followed.marked.map(({ diagnostic }) => diagnostic),
    );
  }

  #forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#followed.get(uri.toString())?.timer);
    this.#followed.delete(uri.toString());
    this.#marks.delete(uri);
  }

  #action(
    document: vscode.TextDocument,
    title: string,
    marked: readonly Marked[],
  ): vscode.CodeAction {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.diagnostics = marked.map(({ diagnostic }) => diagnostic);
    action.isPreferred = marked.length === 1 && marked[0]?.drift.kind !== 'gone';
    for (const { drift } of marked)
      if (drift.kind === 'gone') action.edit.delete(document.uri, linesOf(document, drift.row));
    // All marks of a document are of one reading of it.
    const table = marked[0]?.table;
    for (const { cell, value } of mendedCells(marked.map(({ drift }) => drift))) {
      const range = new vscode.Range(
        document.positionAt(cell.start),
        document.positionAt(cell.end),
      );
      action.edit.replace(document.uri, range, table?.encode(value) ?? value);
    }
    return action;
  }
}

function marked(document: vscode.TextDocument, drift: Drift, table: ReadTable): Marked {
  const { start, end } = placeOf(drift);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(document.positionAt(start), document.positionAt(end)),
    driftText(drift),
    drift.kind === 'gone' || drift.kind === 'republished'
      ? vscode.DiagnosticSeverity.Error
      : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Tableau';
  diagnostic.code = drift.kind;
  return { diagnostic, drift, table };
}

/** A row may be longer than a line, where a name holds a line break. */
function linesOf(document: vscode.TextDocument, { start, end }: PlacedRow): vscode.Range {
  const first = document.lineAt(document.positionAt(start)).range.start;
  return new vscode.Range(
    first,
    document.lineAt(document.positionAt(end)).rangeIncludingLineBreak.end,
  );
}
