// What the linter asks of every file; the rooms themselves are in scripts/lint/house.mjs.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { house } from './scripts/lint/house.mjs';

const configFiles = ['eslint.config.js', 'vitest.config.ts', 'webview/vite.config.ts'];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'src/runbooks/hosts/practice/guest/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    plugins: { house },
    rules: {
      'house/imports': 'error',
      'house/purpose': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' }],
    },
  },
  {
    files: ['**/*.ts', '**/*.mjs'],
    ignores: configFiles,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An empty text is as good as none wherever this code says ||.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // It asks for !, which is not allowed either.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // The linter doesn't see a type that stands in a comment.
  { files: ['**/*.mjs'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: configFiles, extends: [tseslint.configs.base], rules: { 'no-restricted-syntax': 'off' } },
);
