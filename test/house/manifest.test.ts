/** package.json and the code say the same: commands, settings, context keys, words. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root, sourcesBelow, treeOf } from './sources';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly l10n: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly keybindings?: readonly { readonly command: string }[];
    readonly configuration?: Configuration | readonly Configuration[];
    readonly viewsWelcome?: readonly unknown[];
  };
}
interface Configuration {
  readonly properties: Readonly<Record<string, unknown>>;
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;
const sources = sourcesBelow('src');

/** The names of the members of an interface in a file of ours. */
function membersOf(path: string, name: string): string[] {
  const source = sources.find((one) => one.path === path);
  assert.ok(source, `${path} is not there`);
  const file = treeOf(source);
  const found = file.statements
    .filter(ts.isInterfaceDeclaration)
    .find((one) => one.name.text === name);
  assert.ok(found, `${path} has no interface ${name}`);
  return found.members
    .map((member) => member.name)
    .filter((key) => key !== undefined)
    .map((key) => (ts.isStringLiteral(key) || ts.isIdentifier(key) ? key.text : key.getText()));
}

/** Every string in the sources that reads like an id of ours: `vizport.something`. */
function idsInSources(): Set<string> {
  const ids = new Set<string>();
  for (const source of sources) {
    const visit = (node: ts.Node) => {
      if (ts.isStringLiteralLike(node) && /^vizport\.\w+$/.test(node.text)) ids.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(treeOf(source));
  }
  return ids;
}

const contributed = manifest.contributes.commands.map((one) => one.command);

describe('package.json', () => {
  it('contributes exactly the commands that the code declares', () => {
    const declared = membersOf('src/ui/commands.ts', 'CommandArgs');
    assert.ok(declared.length > 0);
    assert.deepEqual([...contributed].sort(), [...declared].sort());
  });

  it('contributes each command once, under the category Tableau', () => {
    assert.equal(new Set(contributed).size, contributed.length);
    const elsewhere = manifest.contributes.commands.filter((one) => one.category !== 'Tableau');
    assert.deepEqual(elsewhere, []);
  });

  it('names only commands of ours in menus, key bindings and welcome words', () => {
    const named = [
      ...Object.values(manifest.contributes.menus).flat(),
      ...(manifest.contributes.keybindings ?? []),
    ].flatMap((one) => one.command ?? []);
    const linked = Object.values(words).flatMap((word) =>
      [...word.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    const unknown = [...named, ...linked].filter((one) => !contributed.includes(one));
    assert.deepEqual(unknown, []);
  });

  it('takes every word that it names from package.nls.json, and leaves none there unused', () => {
    const used = new Set([...text.matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual([...used].sort(), Object.keys(words).sort());
    assert.deepEqual(
      Object.keys(words).filter((key) => !words[key]?.trim()),
      [],
    );
  });

  it('leaves no word for a person outside package.nls.json', () => {
    const plain = [...text.matchAll(/"(title|label|markdownDescription|contents)": "([^"]*)"/g)];
    const wrong = plain.map((match) => match[2] ?? '').filter((value) => !value.startsWith('%'));
    assert.deepEqual(wrong, []);
  });

  it('declares the settings that the code reads, and no others', () => {
    const { configuration } = manifest.contributes;
    const sections = configuration === undefined ? [] : [configuration].flat();
    const declared = sections.flatMap((one) => Object.keys(one.properties)).sort();
    const reader = sources.some((one) => one.path === 'src/ui/settings.ts');
    const read = reader ? membersOf('src/ui/settings.ts', 'Settings') : [];
    const full = read.map((key) => (key.startsWith('vizport.') ? key : `vizport.${key}`)).sort();
    assert.deepEqual(declared, full);
    // The one for ours, the other for VS Code's own that concern the network.
    const readers = ['src/ui/settings.ts', 'src/ui/httpSettings.ts'];
    const elsewhere = sources.filter(
      (one) => !readers.includes(one.path) && /\bgetConfiguration\(/.test(one.text),
    );
    assert.deepEqual(
      elsewhere.map((one) => one.path),
      [],
    );
  });

  it('asks in its when clauses for context keys that the code sets', () => {
    const clauses = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].map((m) => m[1] ?? '');
    const asked = new Set(
      clauses.flatMap((clause) => clause.match(/\bvizport\.\w+(?!\w*\.)/g) ?? []),
    );
    const views = new Set(text.match(/"id": "(vizport[\w.]*)"/g)?.map((m) => m.slice(7, -1)));
    const known = idsInSources();
    const unset = [...asked].filter((key) => !views.has(key) && !known.has(key));
    assert.deepEqual(unset, []);
  });

  it('points at files that exist', () => {
    assert.ok(existsSync(join(root, manifest.icon)));
    assert.ok(existsSync(join(root, manifest.l10n)));
    const icons = [...text.matchAll(/"(media\/[^"]+)"/g)].map((match) => match[1] ?? '');
    assert.deepEqual(
      icons.filter((icon) => !existsSync(join(root, icon))),
      [],
    );
  });

  it('compiles against the oldest VS Code that it asks for', () => {
    const { vscode } = manifest.engines;
    assert.equal(vscode.replace('^', ''), manifest.devDependencies['@types/vscode']);
  });

  it('has no dependency at run time: all is bundled', () => {
    assert.ok(!('dependencies' in manifest));
  });
});
