import type { Call } from './caller';
import { dsnAt } from './dsn';
import type { Endpoint } from './endpoints';
import { createDice } from './random';
import { createReader, nextCursor } from './readers';

const link = (results: boolean): string =>
  '<http://api/?cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", ' +
  `<http://api/?limit=2,3&cursor=0:25:0>; rel="next"; results="${results}"; cursor="0:25:0"`;

test.each([
  [link(true), '0:25:0'],
  [link(false), undefined],
  ['', undefined],
  [null, undefined],
])('the next page of %j begins at %j', (header, cursor) => {
  expect(nextCursor(header)).toBe(cursor);
});

test('a reader turns pages, opens what it has seen, and now and then resolves it', async () => {
  const made: [Endpoint, Call][] = [];
  const read = createReader({
    token: () => Promise.resolve('t'.repeat(64)),
    projects: ['web'],
    dice: createDice(2),
    call: (_app, endpoint, call = {}) => {
      made.push([endpoint, call]);
      const headers = new Headers({ link: link(call.query?.['cursor'] === undefined) });
      return Promise.resolve({ status: 200, headers, body: [{ id: '41' }, { id: '42' }] });
    },
  });
  for (let index = 0; index < 500; index += 1) await read();

  const routes = new Set(made.map(([{ method, route }]) => `${method} ${route}`));
  expect(routes.size).toBeGreaterThanOrEqual(11);
  const cursors = made
    .filter(([{ route }]) => route.endsWith(':project/issues/'))
    .map(([, call]) => call.query?.['cursor']);
  expect(cursors.slice(0, 4)).toEqual([undefined, '0:25:0', undefined, '0:25:0']);
  const issues = new Set(made.flatMap(([, call]) => call.parameters?.['issue'] ?? []));
  expect([...issues].sort()).toEqual(expect.arrayContaining(['41', '42']));
  expect(made.find(([{ method }]) => method === 'PUT')?.[1].body).toEqual({ status: 'resolved' });
  expect(made.every(([, call]) => call.headers?.['authorization'] === `Bearer ${'t'.repeat(64)}`)).toBe(true);
});

test.each([
  ['http://key@127.0.0.1:8000/3', 'http://api:8000', 'http://key@api:8000/3'],
  ['https://key@errors.example/base/3', 'http://127.0.0.1:9/x/', 'http://key@127.0.0.1:9/x/3'],
])('the DSN %s, reached at %s, is %s', (dsn, base, expected) => {
  expect(dsnAt(dsn, base)).toBe(expected);
});
