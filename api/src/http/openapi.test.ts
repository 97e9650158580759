import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { Registry } from 'prom-client';
import { createApp } from '../app';
import { createBounds } from '../bounds';
import { loadConfig } from '../config/load-config';
import { createProjectKeys } from '../ingest';
import { connect, silent } from '../testing/database.test.support';
import { Readiness } from './readiness';
import { openApiPathOf } from './openapi';
import supertest from 'supertest';

interface Route {
  path: string;
  methods: Record<string, boolean>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; requestBody?: unknown }>>;
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
