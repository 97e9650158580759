// Five projects: `unit` (beside the sources), `config` (files checked by promtool and amtool),
// `stack` (everything that needs the running stack; run in band), `console` (in a browser; not part of
// `npm test`), `template` (the rename step, on a copy).
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
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: swc,
  setupFiles: ['<rootDir>/scripts/property-seed.cjs'],
  modulePathIgnorePatterns: ['/dist/', '/\\.stack/'],
  moduleNameMapper: {
    '^@express-slo-stack/([a-z]+)$': '<rootDir>/$1/src/index.ts',
    '^@express-slo-stack/([a-z]+)/(.+)$': '<rootDir>/$1/src/$2/index.ts',
  },
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/*/src/**/*.test.ts', '<rootDir>/tests/fuzz/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'config',
      testMatch: ['<rootDir>/tests/config/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'stack',
      testMatch: ['<rootDir>/tests/stack/**/*.test.ts', '<rootDir>/tests/scrape/**/*.test.ts'],
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
