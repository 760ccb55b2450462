/** Every string can be translated, and the list of them is true. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { exportedStrings, keptStrings } from '../tools/l10n';
import { sourcesBelow, treeOf, type SourceFile } from './sources';

describe('l10n/bundle.l10n.json', () => {
  const exported = new Set<string>();
  let bundle: unknown;

  before(async function () {
    this.timeout(60_000);
    bundle = JSON.parse(await exportedStrings());
    for (const key of Object.keys(bundle as object)) exported.add(key);
  });

  it('holds what the export of @vscode/l10n-dev finds (npm run l10n writes it)', () => {
    assert.deepEqual(JSON.parse(keptStrings() || '{}'), bundle);
  });

  it('misses no call of l10n.t that the export overlooks', () => {
    const overlooked = sourcesBelow('src').flatMap((file) =>
      callsOfT(file)
        .filter((words) => words === undefined || ![...exported].some((key) => isKeyOf(key, words)))
        .map((words) => `${file.path}: ${words ?? 'not a literal'}`),
    );
    assert.deepEqual(overlooked, []);
  });
});

/** A string with a comment is kept as `string/comment`. */
const isKeyOf = (key: string, words: string) => key === words || key.startsWith(`${words}/`);

/** The first argument of each `l10n.t(…)`; undefined where it is no literal. */
function callsOfT(file: SourceFile): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const visit = (node: ts.Node) => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.getText().endsWith('l10n.t')
    ) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) found.push(first.text);
      else if (first && ts.isObjectLiteralExpression(first)) found.push(messageOf(first));
      else found.push(undefined);
    }
    ts.forEachChild(node, visit);
  };
  visit(treeOf(file));
  return found;
}

function messageOf(options: ts.ObjectLiteralExpression): string | undefined {
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== 'message') continue;
    if (ts.isStringLiteralLike(property.initializer)) return property.initializer.text;
  }
  return undefined;
}
