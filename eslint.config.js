import tseslint from 'typescript-eslint';

/** The folders that may not be imported from a file of `folder` (design: nothing but spec/ is shared). */
const border = (folder, forbidden, ignores = []) => ({
  files: [`${folder}/**/*.ts`],
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: forbidden.map((name) => ({
          regex: `^\\.{1,2}/(.*/)?${name}/(?!index\\.ts$)`,
          message: `${folder}/ does not import ${name}/: the suites and the mock share only spec/ (see CONTRIBUTING).`,
        })),
      },
    ],
  },
});

export default tseslint.config(
  {
    ignores: [
      'bench/detect/dredd',
      'bench/out',
      'dist',
      'node_modules',
      'reports/out',
      'spec/generated',
      'test-results',
      '.dependency-cruiser.cjs',
      '**/*.local',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'cli/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['cli/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  border('mocks', ['tests', 'verifier', 'reports', 'drill']),
  border('drill', ['tests', 'verifier', 'reports', 'mocks']),
  border('tests', ['mocks'], ['tests/unit/**', 'tests/e2e/**']),
  border('verifier', ['mocks', 'reports', 'drill']),
  border('reports', ['mocks', 'tests', 'verifier', 'drill']),
  border('spec', ['mocks', 'tests', 'verifier', 'reports', 'drill']),
  {
    // Prism and its fp-ts are an implementation detail of one adapter.
    files: ['**/*.ts'],
    ignores: ['mocks/engine/**', 'cli/proxy.ts', 'bench/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@stoplight/*', 'fp-ts', 'fp-ts/*'],
              message: 'Prism is reached through mocks/engine/ alone.',
            },
          ],
        },
      ],
    },
  },
);
