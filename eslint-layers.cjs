const { createTypeScriptImportResolver } = require('eslint-import-resolver-typescript');
const importX = require('eslint-plugin-import-x');

/** Workspaces by their layer: each may import those of lower layers. */
const layers = { observability: 0, api: 1, demo: 2, stack: 3, bench: 4, tests: 4 };
/** The folders of the library and the compiler, and which others each may import. */
const folders = {
  'observability/src/http': [],
  'observability/src/server': [],
  'observability/src/django': ['observability/src/http'],
  'observability/src/cluster': ['observability/src/http'],
  'observability/src/endpoint': ['observability/src/http', 'observability/src/cluster'],
  'observability/src/slo': [],
  'observability/src/dashboards': ['observability/src/slo'],
  'observability/src/cli': ['observability/src/slo', 'observability/src/dashboards'],
};
/** What each of them may import besides. */
const shared = ['errors.ts', 'error-text.ts', 'checked.ts', 'option-checks.ts', 'warn-once.ts'];

const message = 'Imports point one way: eslint-layers.cjs says what this folder may import.';

const names = Object.keys(layers);
const notBelow = (workspace) =>
  names.filter((other) => other !== workspace && layers[other] >= layers[workspace]);
const below = (parent, folder) => folder.slice(parent.length + 1);
const source = 'observability/src';

/** Imports of files at whatever depth: as a statement, `export from`, `import()`, `require()`. */
const zones = [
  ...names.map((workspace) => ({
    target: `./${workspace}`,
    from: notBelow(workspace).map((other) => `./${other}`),
    message,
  })),
  ...Object.entries(folders).map(([folder, others]) => ({
    target: `./${folder}`,
    from: `./${source}`,
    except: [...[folder, ...others].map((each) => below(source, each)), ...shared].map((each) => `./${each}`),
    message,
  })),
];

/** A workspace by its name, which resolves to compiled files. ESLint's selectors want `/` escaped. */
const named = (workspaces) => `/^@express-slo-stack\\u002F(${workspaces.join('|')})(\\u002F|$)/`;
const importing = (pattern) => [
  `:matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration)[source.value=${pattern}]`,
  `:matches(ImportExpression, TSImportType)[source.value=${pattern}]`,
  `CallExpression[callee.name='require'] > Literal[value=${pattern}]`,
];
/** `import('…')` as a type, which the zones do not see, by a relative path into one of the folders. */
const typesIn = (parts) =>
  `TSImportType[source.value=/^\\.\\.?\\u002F(.*\\u002F)?(${parts.join('|')})(\\u002F|$)/]`;

const forbidden = (folder, selectors) => ({
  files: [`${folder}/**/*.ts`],
  rules: { 'no-restricted-syntax': ['error', ...selectors.map((selector) => ({ selector, message }))] },
});

/** The layers of the repository as ESLint's configuration; files need a parser of TypeScript. */
module.exports = [
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: `${__dirname}/tsconfig.base.json` }),
      ],
    },
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: __dirname, zones }] },
  },
  ...names.map((workspace) => {
    const others = notBelow(workspace);
    return forbidden(workspace, [...importing(named(others)), typesIn(others)]);
  }),
  // Later entries replace earlier ones for a file, so these name the other workspaces too.
  ...Object.entries(folders).map(([folder, others]) => {
    const foreign = Object.keys(folders).filter((other) => other !== folder && !others.includes(other));
    const parts = [...foreign.map((each) => below(source, each)), ...notBelow('observability')];
    return forbidden(folder, [...importing(named(names)), typesIn(parts)]);
  }),
];
