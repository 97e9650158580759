import express, { type Express } from 'express';
import request from 'supertest';
import { createFaultBoard } from './board';
import { faultMiddleware } from './middleware';
import { partOf } from './scope';

const routes = {
  ingest: '/api/:projectId/envelope/',
  api: '/api/0/organizations/:organization/',
  health: '/_health/',
} as const;
const paths = { ingest: '/api/7/envelope/', api: '/api/0/organizations/demo/', health: '/_health/' } as const;
type Part = keyof typeof routes;

const board = createFaultBoard();
function appUnderFaults(random?: () => number): Express {
  const app = express();
  for (const route of Object.values(routes)) {
    app
      .route(route)
      .all(faultMiddleware(board, random))
      .get((_request, response) => void response.send('ok'));
  }
  return app;
}
afterEach(() => board.clearAll());
const statusOf = async (app: Express, part: Part) => (await request(app).get(paths[part])).status;

test.each([
  ['/api/:projectId/envelope/', 'ingest'],
  ['/api/:projectId/store/', 'ingest'],
  ['/api/:projectId/security/', 'ingest'],
  ['/api/0/issues/:issueId/', 'api'],
  ['/api/0/observability', undefined],
  ['/api/0/observability/django/', undefined],
  ['/_ready/', undefined],
  ['', undefined],
])('the route template %s belongs to %s', (template, part) => {
  expect(partOf(template)).toBe(part);
});

test.each([
  ['all', { ingest: 503, api: 503, health: 200 }],
  ['ingest', { ingest: 503, api: 200, health: 200 }],
  ['api', { ingest: 200, api: 503, health: 200 }],
] as const)('errors of scope %s', async (scope, expected) => {
  const app = appUnderFaults();
  await board.set('errors', { share: 1, scope });
  for (const part of ['ingest', 'api', 'health'] as const)
    expect(await statusOf(app, part)).toBe(expected[part]);
});

test('the share decides how many fail', async () => {
  let roll = 0;
  const app = appUnderFaults(() => (roll++ % 100) / 100);
  await board.set('errors', { share: 0.3, status: 500 });
  const statuses = [];
  for (let index = 0; index < 100; index += 1) statuses.push(await statusOf(app, 'api'));
  expect(statuses.filter((status) => status === 500)).toHaveLength(30);
  expect(statuses.filter((status) => status === 200)).toHaveLength(70);
});

test('an injected error says so, and tells no SDK to stop sending', async () => {
  await board.set('errors', { share: 1 });
  const answer = await request(appUnderFaults()).get(paths.ingest);
  expect(answer.headers).toMatchObject({ 'x-injected-fault': 'errors' });
  expect(answer.headers).not.toHaveProperty('retry-after');
  expect(answer.body).toEqual({ detail: 'Injected fault: errors' });
});

test('latency waits, give or take jitter, and then the API answers', async () => {
  const took = async (random: number, part: Part): Promise<number> => {
    const app = appUnderFaults(() => random);
    const before = performance.now();
    expect(await statusOf(app, part)).toBe(200);
    return performance.now() - before;
  };
  await board.set('latency', { ms: 600, jitter: 300, scope: 'api' });
  expect(await took(0, 'api')).toBeGreaterThanOrEqual(299);
  expect(await took(0.999, 'api')).toBeGreaterThanOrEqual(898);
  expect(await took(0.999, 'ingest')).toBeLessThan(290);
  await board.clear('latency');
  expect(await took(0.999, 'api')).toBeLessThan(290);
});
