import tseslint from 'typescript-eslint';
import edges from './lint/import_edges.js';

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      'cdktf.out/',
      '.lakewright/',
      'coverage/',
      'test/acceptance/package/project/',
      '**/*.js',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { lakewright: { rules: { 'import-edges': edges.importEdges } } },
    rules: {
      'lakewright/import-edges': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
    },
  },
  {
    files: ['cli/**/*.ts', 'bench/**/*.ts'],
    // A command requires what it needs when it runs: help comes at once. What is measured is loaded by name.
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // jest's matchers are typed with any (expect.anything(), expect.objectContaining()).
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // Tests hold what a caller without types would pass.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
);
