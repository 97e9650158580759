// Six projects: `unit` (beside the sources), `config` (files, and what is exposed, checked by Prometheus's and
// Alertmanager's own programs), `stack` (everything that needs the running stack), `processes` (the same on the second
// back end; for `bash scripts/ci`), `console` (in a browser), `template` (the rename step, on a copy).
const swc = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};
// scripts/newer-node: the whole library with prom-client's successor in its place.
const client = process.env.METRICS_CLIENT ? { '^prom-client$': process.env.METRICS_CLIENT } : {};
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: swc,
  setupFiles: ['<rootDir>/scripts/property-seed.cjs'],
  modulePathIgnorePatterns: ['/dist/', '/\\.stack/'],
  moduleNameMapper: {
    ...client,
    '^@express-slo-stack/([a-z]+)$': '<rootDir>/$1/src/index.ts',
    '^@express-slo-stack/([a-z]+)/(.+)$': '<rootDir>/$1/src/$2/index.ts',
  },
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testSequencer: '<rootDir>/scripts/test-order.cjs',
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/*/src/**/*.test.ts', '<rootDir>/tests/fuzz/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/demo/page/**/*.test.ts'],
      // The browser wants the names that files have when they are compiled.
      moduleNameMapper: { ...shared.moduleNameMapper, '^(\\.{1,2}/.*)\\.js$': '$1' },
    },
    {
      ...shared,
      displayName: 'config',
      testMatch: ['<rootDir>/tests/config/**/*.test.ts', '<rootDir>/tests/scrape/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'stack',
      testMatch: ['<rootDir>/tests/stack/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'processes',
      setupFiles: [...shared.setupFiles, '<rootDir>/scripts/as-processes.cjs'],
      testMatch: ['<rootDir>/tests/stack/**/*.test.ts'],
      // What the game days predict does not depend on the back end.
      testPathIgnorePatterns: ['/node_modules/', 'gameday'],
    },
    {
      ...shared,
      displayName: 'console',
      testMatch: ['<rootDir>/tests/console/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'template',
      testMatch: ['<rootDir>/tests/template/**/*.test.ts'],
    },
  ],
};
