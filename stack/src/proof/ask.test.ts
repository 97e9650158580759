import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from './ask';

/** A Prometheus that answers each query with the values that the query is made of. */
let server: Server;
let url: string;
let paths: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    paths.push(pathname);
    const query = searchParams.get('query') ?? '';
    const values = [...query.matchAll(/value_(\w+)/g)].map(([, value = '']) => [1, value] as const);
    const series = pathname.endsWith('_range')
      ? [{ metric: {}, values }]
      : values.map((value) => ({ metric: {}, value }));
    response.statusCode = query.includes('refused') ? 422 : 200;
    response.end(JSON.stringify({ error: 'no', data: { result: values.length === 0 ? [] : series } }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => (paths = []));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const panel = { kind: 'panel', from: 'd', title: 'P' } as const;

test.each<[expr: string, hasData: boolean]>([
  ['value_0', true],
  ['nothing', false],
  ['value_NaN', false],
  ['value_Inf', false],
  ['value_NaN + value_3', true],
  ['value_1 or vector(0)', false],
])('%s: %p', async (expr, hasData) => {
  expect(await ask(url, { ...panel, exprs: [expr] })).toMatchObject({ hasData });
});

test('of several one is enough, and a time is asked for as a range', async () => {
  const exprs = ['nothing', 'value_2'] as const;
  expect(await ask(url, { ...panel, exprs, rangeSeconds: 3600 })).toMatchObject({ hasData: true });
  expect(paths).toEqual(['/api/v1/query_range', '/api/v1/query_range']);
});

test('what Prometheus refuses has no data, and the reason', async () => {
  expect(await ask(url, { ...panel, exprs: ['refused'] })).toMatchObject({
    hasData: false,
    problem: expect.stringContaining('422') as string,
  });
});
