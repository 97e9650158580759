import { ESLint, type Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { projectPath } from './support/project';

const layers = jest.requireActual<Linter.Config[]>('../../eslint-layers.cjs');

const eslint = new ESLint({
  cwd: projectPath(),
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, ...layers],
});

/** How many imports of a file that would stand in a folder are refused. */
async function refused(folder: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: projectPath(folder, 'planted.ts') });
  const { messages = [] } = result ?? {};
  expect(messages.filter(({ message }) => !message.includes('Imports point one way'))).toEqual([]);
  return messages.length;
}

/** Each way to import a module. */
const ways: readonly [way: string, planted: (module: string) => string][] = [
  ['import', (module) => `import { any } from '${module}'; any();`],
  ['import type', (module) => `import type { Any } from '${module}'; export type Other = Any;`],
  ['export from', (module) => `export * from '${module}';`],
  ['import()', (module) => `export const any = import('${module}');`],
  ['require()', (module) => `export const any = require('${module}');`],
  ["a type of import('…')", (module) => `export type Any = import('${module}').Any;`],
];

const forbidden: readonly [folder: string, module: string][] = [
  ['observability/src/slo/readers/openslo', '../../../http/ledger'],
  ['observability/src/http/families', '../../slo/model'],
  ['observability/src/http', '@express-slo-stack/observability/slo'],
  ['observability/src/endpoint', '../cli/main'],
  ['observability/src/dashboards/slo', '@express-slo-stack/api'],
  ['api/src/http', '@express-slo-stack/demo'],
  ['api/src/ingest/event', '../../../../stack/src/errors'],
  ['demo/src/console', '@express-slo-stack/stack'],
  ['stack/src', '@express-slo-stack/bench/http'],
  ['bench/src/http', '../../../tests/config/support/project'],
];
describe.each(ways)('%s', (_, planted) => {
  test.each(forbidden)('in %s of %s is refused', async (folder, module) => {
    expect(await refused(folder, planted(module))).toBeGreaterThan(0);
  });
});

test.each([
  ['observability/src/endpoint', '../http/ledger'],
  ['observability/src/http/families', '../../errors'],
  ['observability/src/cli/commands', '../../dashboards/index'],
  ['api/src/http', '@express-slo-stack/observability'],
  ['tests/stack', '@express-slo-stack/stack'],
])('in %s, %s is let through in every way', async (folder, module) => {
  for (const [, planted] of ways) expect(await refused(folder, planted(module))).toBe(0);
});
