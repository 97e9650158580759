import js from '@eslint/js';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Imports point one way: tests, bench → stack → demo → api → observability. */
const mayNotImport = {
  observability: ['api', 'demo', 'stack'],
  api: ['demo', 'stack'],
  demo: ['stack'],
};
/** Inside observability: cli → export, dashboards → slo; endpoint → cluster → http; slo and http do not know each other. */
const layersMayNotImport = {
  http: ['slo', 'cluster', 'endpoint', 'export', 'dashboards', 'cli'],
  django: ['slo', 'endpoint', 'export', 'dashboards', 'cli'],
  cluster: ['slo', 'endpoint', 'export', 'dashboards', 'cli'],
  endpoint: ['slo', 'export', 'dashboards', 'cli'],
  slo: ['http', 'endpoint', 'export', 'dashboards', 'cli'],
  export: ['http', 'endpoint', 'cli'],
  dashboards: ['http', 'endpoint', 'cli'],
};

const boundary = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

export default ts.config(
  { ignores: ['**/node_modules/', '**/dist/', '.stack*/', '**/coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs', globals: globals.node } },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  { rules: { eqeqeq: 'error', 'no-console': 'off', 'prefer-const': 'error' } },
  ...Object.entries(mayNotImport).map(([workspace, others]) =>
    boundary(
      [`${workspace}/src/**/*.ts`],
      others.map((other) => `@express-slo-stack/${other}*`),
      'Imports point one way: tests, bench → stack → demo → api → observability.',
    ),
  ),
  ...Object.entries(layersMayNotImport).map(([layer, others]) =>
    boundary(
      [`observability/src/${layer}/**/*.ts`],
      [
        ...others.flatMap((other) => [`../${other}`, `../${other}/*`, `../../${other}/*`]),
        '@express-slo-stack/*',
      ],
      'Layers of observability: cli → export, dashboards → slo; endpoint → http.',
    ),
  ),
);
