/** Forms that TypeScript allows and we do not, and for which the linter has no rule. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { sourcesBelow, treeOf, type SourceFile } from './sources';

/** What is wrong in one file, as `line: why`. */
function wrongForms(file: SourceFile): string[] {
  const wrong: string[] = [];
  const tree = treeOf(file);
  const say = (node: ts.Node, why: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    wrong.push(`${line + 1}: ${why}`);
  };
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { flags } = statement.declarationList;
    if (flags & ts.NodeFlags.Let && !(flags & ts.NodeFlags.Const))
      say(statement, 'No module-level let: what changes belongs to somebody.');
  }
  const visit = (node: ts.Node) => {
    if (ts.isEnumDeclaration(node)) say(node, 'No enums: a union of string literals.');
    if (ts.isCallExpression(node) && isShowMessage(node) && node.arguments.some(isWords))
      say(node, 'What a person reads goes through vscode.l10n.t.');
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return wrong;
}

const isShowMessage = ({ expression }: ts.CallExpression) =>
  ts.isPropertyAccessExpression(expression) &&
  /^show(Information|Warning|Error)Message$/.test(expression.name.text);

const isWords = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

describe('the code', () => {
  it('has no enums, no module-level let, and no words that cannot be translated', () => {
    const files = ['src', 'test'].flatMap((folder) => sourcesBelow(folder));
    const wrong = files
      .filter((file) => file.path !== 'test/house/syntax.test.ts')
      .flatMap((file) => wrongForms(file).map((why) => `${file.path}:${why}`));
    assert.deepEqual(wrong, []);
  });

  const example = (text: string) => wrongForms({ path: 'src/ui/example.ts', text }).length;

  it('would be told of every form of them', () => {
    for (const text of [
      'enum A { B }',
      'export const enum A { B }',
      'let a = 1;',
      'export let a = 1;',
      "vscode.window.showErrorMessage('x');",
      "void window.showInformationMessage(said, 'Yes');",
      'await this.window.showWarningMessage(`${a} is gone`);',
    ])
      assert.equal(example(text), 1, text);
  });

  it('may have what only looks like them', () => {
    for (const text of [
      'const a = () => { let b = 1; return b; };',
      'for (let i = 0; i < 1; i++) run(i);',
      "vscode.window.showErrorMessage(vscode.l10n.t('x'));",
    ])
      assert.equal(example(text), 0, text);
  });
});
