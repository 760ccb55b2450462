// What the linter holds us to: type-checked rules for mistakes, none for taste (prettier has taste). Run `npm run lint`.
import js from '@eslint/js';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const house = [
  { selector: 'TSEnumDeclaration', message: 'No enums: a union of string literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'No default exports.' },
  {
    selector: "Program > VariableDeclaration[kind='let']",
    message: 'No module-level let: what changes belongs to somebody.',
  },
  {
    selector: "Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
    message: 'No module-level let: what changes belongs to somebody.',
  },
];

/** Above the vscode line: what a person reads is translated. */
const words = [
  {
    selector:
      'CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > :matches(Literal, TemplateLiteral)',
    message: 'What a person reads goes through vscode.l10n.t.',
  },
  {
    selector:
      "CallExpression[callee.object.property.name='l10n'][callee.property.name='t'][arguments.0.type!='Literal'][arguments.0.type!='ObjectExpression']",
    message: 'The first argument of l10n.t is a literal, or the export does not find it.',
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'test-results/**', '**/*.mjs', '**/*.js', '.vscode-test/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': 'error', // `catch {}` needs the sentence that defends it
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // tsc says these already, and knows `_`.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // Taste, or noise in honest code:
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off', // false alarms on what changes across an await
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off', // it cannot tell a function of an interface from a method
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      'no-restricted-syntax': ['error', ...house],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/{ui,views,commands,metadata,editor,tasks}/**/*.ts', 'src/extension.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...house, ...words],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
