/** What the house rules read: our source files, and what they import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

export const root = resolve(__dirname, '../..');

export interface SourceFile {
  /** From the root, with forward slashes: `src/ui/settings.ts`. */
  readonly path: string;
  readonly text: string;
}

const read = new Map<string, SourceFile[]>();
const parsed = new WeakMap<SourceFile, ts.SourceFile>();

/** Every TypeScript file below a folder of the project; read once for all tests. */
export function sourcesBelow(folder: string): SourceFile[] {
  const known = read.get(folder);
  if (known) return known;
  const found = readSources(folder);
  read.set(folder, found);
  return found;
}

/** A file's syntax; parsed once for all tests. */
export function treeOf(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, tree);
  return tree;
}

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}

/**
 * What a file imports, in every form that TypeScript has: `import`, `export … from`, `import()`, `require()` and import
 * types. Relative ones come back as paths from the root without extension.
 */
export function importsOf(source: SourceFile): string[] {
  const { path } = source;
  const found: string[] = [];
  const file = treeOf(source);
  const add = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal);
    } else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((name) =>
    name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name,
  );
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === 'require';
}

/** `@scope/name` of `@scope/name/deep/file`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
