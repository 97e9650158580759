import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Request } from 'express';
import Ajv2020 from 'ajv/dist/2020';
import { Registry } from 'prom-client';
import { createApp } from '../app';
import { createBounds } from '../bounds';
import { loadConfig } from '../config/load-config';
import { createProjectKeys } from '../ingest';
import { connect, silent } from '../testing/database.test.support';
import { Readiness } from './readiness';
import { filterOf, orderOf } from '../issues/issue-list';
import { openApiPathOf } from './openapi';
import supertest from 'supertest';

interface Route {
  path: string;
  methods: Record<string, boolean>;
}
interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; requestBody?: unknown; parameters?: { name: string }[] }>
  >;
}

// Nothing asks the database, so nothing connects to it.
const db = connect('postgres://nobody@127.0.0.1:9/none');
const config = loadConfig({});
const registry = new Registry();
const app = createApp({
  config,
  bounds: createBounds(config, registry),
  logger: silent,
  db,
  tokens: { verify: () => Promise.resolve(undefined) },
  projectKeys: createProjectKeys(db, {
    size: 1,
    seconds: 1,
    recorder: { hit: () => undefined, miss: () => undefined },
  }),
  readiness: new Readiness(),
  committed: () => undefined,
  registry,
});
const { stack } = app.router as unknown as { stack: { route?: Route }[] };
const routes = stack.flatMap(({ route }) => (route === undefined ? [] : [route]));
const methodsOf = ({ methods }: Route) => Object.keys(methods).filter((method) => method !== '_all');
let document: Document;

beforeAll(async () => {
  const { body } = (await supertest(app).get('/api/openapi.json').expect(200)) as { body: Document };
  document = body;
});
afterAll(() => db.destroy());

test('the document has every route of the router, with its methods', () => {
  const served = routes.map((route) => [openApiPathOf(route.path), methodsOf(route).sort()]);
  const documented = Object.entries(document.paths).map(([path, { parameters: _, ...item }]) => [
    path,
    Object.keys(item).sort(),
  ]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(served));
  expect(routes.length).toBeGreaterThan(30);
});

test('every operation has an id of its own', () => {
  const ids = Object.values(document.paths).flatMap(({ parameters: _, ...item }) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('bodies are shown by the schemas that check them', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: expect.any(String) as string } });
  expect(document.paths['/api/0/issues/{issue}/']?.['put']?.requestBody).toMatchObject({
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { status: { type: 'string', enum: ['unresolved', 'resolved', 'ignored'] } },
          required: ['status'],
        },
      },
    },
  });
  const bodiless = Object.entries(document.paths)
    .filter(([path, item]) => path.startsWith('/api/0/') && item['put'] !== undefined)
    .filter(([, item]) => item['put']?.requestBody === undefined);
  expect(bodiless).toEqual([]);
});

test('every schema of a body is JSON Schema 2020-12', () => {
  const ajv = new Ajv2020();
  const bodies = Object.values(document.paths).flatMap(({ parameters: _, ...item }) =>
    Object.values(item).flatMap(({ requestBody }) => requestBody ?? []),
  ) as { content: Record<string, { schema: object }> }[];
  expect(bodies.length).toBeGreaterThan(5);
  for (const { content } of bodies) ajv.compile(content['application/json']?.schema ?? {});
});

test('a validator of OpenAPI accepts the document', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  const file = join(folder, 'openapi.json');
  // Its library is an ES module, which Jest does not load.
  const validator = require.resolve('@seriousme/openapi-schema-validator');
  const program = join(dirname(validator), 'bin/validate-api-cli.js');
  const accepted = async (text: string): Promise<boolean> => {
    writeFileSync(file, text);
    return promisify(execFile)(process.execPath, [program, file]).then(
      () => true,
      () => false,
    );
  };
  try {
    expect(await accepted(JSON.stringify(document))).toBe(true);
    expect(await accepted(JSON.stringify(document).replaceAll('"in":"query"', '"in":"question"'))).toBe(
      false,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('lists say what their queries may hold, and every name that is read is among it', () => {
  const parameters = document.paths['/api/0/organizations/{organization}/issues/']?.['get']?.parameters;
  const documented = (parameters ?? []).map(({ name }) => name);
  const read = new Set<string>();
  const query = new Proxy({}, { get: (_, name) => void read.add(String(name)) });
  filterOf({ query } as Request);
  orderOf({ query } as Request);
  expect(documented.sort()).toEqual([...read, 'cursor', 'limit'].sort());
  expect(parameters).toContainEqual({
    name: 'status',
    in: 'query',
    schema: { type: 'string', enum: ['unresolved', 'resolved', 'ignored'] },
  });
});

test('docs/api.md names every path below /api/0', () => {
  const page = readFileSync(join(__dirname, '../../../docs/api.md'), 'utf8');
  const last = (path: string) =>
    path
      .split('/')
      .filter((part) => part !== '' && !part.startsWith(':'))
      .at(-1);
  const missing = routes.filter(({ path }) => !page.includes(`${last(path)}/`) && !page.includes(path));
  expect(missing.map(({ path }) => path)).toEqual([]);
});
