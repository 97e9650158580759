import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { answerErrors, fail, ok, pass, type RoutingCase, testRouting } from './routing.test.support';

const CASES: readonly RoutingCase[] = [
  {
    name: 'a route of the application',
    declare: (app) => app.get('/plain/:id', ok),
    send: { path: '/plain/7?x=1' },
    counted: 'GET /plain/:id 200',
  },
  {
    name: 'the root',
    declare: (app) => app.get('/', ok),
    send: { path: '/' },
    counted: 'GET / 200',
  },
  {
    name: 'a mounted router',
    declare: (app, { Router }) => app.use('/users', Router().get('/:id', ok)),
    send: { path: '/users/7' },
    counted: 'GET /users/:id 200',
  },
  {
    name: 'the root of a mounted router, with and without trailing slash',
    declare: (app, { Router }) => app.use('/users/', Router().get('/', ok)),
    send: [{ path: '/users' }, { path: '/users/' }],
    counted: ['GET /users 200', 'GET /users 200'],
  },
  {
    name: 'a trailing slash and other letter case',
    declare: (app) => app.get('/plain/:id', ok),
    send: [{ path: '/plain/7/' }, { path: '/PLAIN/7' }],
    counted: ['GET /plain/:id 200', 'GET /plain/:id 200'],
  },
  {
    name: 'a declared trailing slash',
    declare: (app) => app.get('/plain/:id/', ok),
    send: { path: '/plain/7/' },
    counted: 'GET /plain/:id/ 200',
  },
  {
    name: 'a router mounted at a parameter, whose values repeat a literal segment',
    declare: (app, { Router }) => app.use('/tenants/:tenantId', Router().get('/things/:thingId', ok)),
    send: [{ path: '/tenants/tenants/things/tenants' }, { path: '/tenants/42/things/1' }],
    counted: ['GET /tenants/:tenantId/things/:thingId 200', 'GET /tenants/:tenantId/things/:thingId 200'],
  },
  {
    name: 'a percent-encoded value of a mount parameter',
    declare: (app, { Router }) => app.use('/tenants/:tenantId', Router().get('/x', ok)),
    send: { path: '/tenants/a%20b%2Fc/x' },
    counted: 'GET /tenants/:tenantId/x 200',
  },
  {
    name: 'routers three deep, two of them at the root',
    declare: (app, { Router }) =>
      app.use('/', Router().use('/a/:x', Router().use(Router().get('/b/:y', ok)))),
    send: { path: '/a/1/b/2' },
    counted: 'GET /a/:x/b/:y 200',
  },
  {
    name: 'a handler that throws in nested routers, before any success',
    declare: (app, { Router }) => {
      app.use('/a/:x', Router().use('/b', Router().get('/boom/:id', fail)));
      app.use(answerErrors);
    },
    send: { path: '/a/1/b/boom/2' },
    counted: 'GET /a/:x/b/boom/:id 500',
  },
  {
    name: 'a handler that rejects in a nested router',
    only: 5,
    declare: (app, { Router }) => {
      app.use(
        '/a',
        Router().get('/boom/:id', () => Promise.reject(new Error('made to fail'))),
      );
      app.use(answerErrors);
    },
    send: { path: '/a/boom/2' },
    counted: 'GET /a/boom/:id 500',
  },
  {
    name: "Express's own answer to an error",
    declare: (app, { Router }) => app.set('env', 'test').use('/a', Router().get('/boom/:id', fail)),
    send: { path: '/a/boom/2' },
    counted: 'GET /a/boom/:id 500',
  },
  {
    name: 'a mounted application at a parameter',
    declare: (app, lib) => app.use('/sub/:x', lib().get('/hello/:n', ok)),
    send: { path: '/sub/5/hello/6' },
    counted: 'GET /sub/:x/hello/:n 200',
  },
  {
    name: 'a mounted application that fails before any success',
    declare: (app, lib) => {
      app.use('/sub/:x', lib().get('/boom/:n', fail));
      app.use(answerErrors);
    },
    send: { path: '/sub/5/boom/6' },
    counted: 'GET /sub/:x/boom/:n 500',
  },
  {
    name: 'an application in a router in an application',
    declare: (app, lib) =>
      app.use('/a', lib.Router().use('/b/:x', lib().use('/c', lib.Router().get('/d/:y', ok)))),
    send: { path: '/a/b/1/c/d/2' },
    counted: 'GET /a/b/:x/c/d/:y 200',
  },
  {
    name: 'a router mounted twice',
    declare: (app, { Router }) => {
      const router = Router().get('/things/:id', ok).get('/boom/:id', fail);
      app.use('/v1', router);
      app.use('/v2/:tenant', router);
      app.use(answerErrors);
    },
    send: [{ path: '/v1/things/1' }, { path: '/v2/x/things/1' }, { path: '/v2/x/boom/1?y' }],
    counted: ['GET /v1/things/:id 200', 'GET /v2/:tenant/things/:id 200', 'GET /v2/:tenant/boom/:id 500'],
  },
  {
    name: 'a router mounted at an array of paths',
    declare: (app, { Router }) => app.use(['/old', '/new/:x'], Router().get('/y', ok)),
    send: [{ path: '/new/1/y' }, { path: '/old/y' }],
    counted: ['GET /new/:x/y 200', 'GET /old/y 200'],
  },
  {
    name: 'an application mounted twice',
    declare: (app, lib) => {
      const sub = lib().get('/x/:id', ok);
      app.use('/one', sub);
      app.use('/two', sub);
    },
    send: [{ path: '/one/x/1' }, { path: '/two/x/1' }],
    counted: ['GET /one/x/:id 200', 'GET /two/x/:id 200'],
  },
  {
    name: 'an array of paths',
    declare: (app) => app.get(['/arr1/:id', '/arr2/:id'], ok),
    send: [{ path: '/arr2/7' }, { path: '/arr1/7' }],
    counted: ['GET /arr2/:id 200', 'GET /arr1/:id 200'],
  },
  {
    name: 'a regular expression under a mount',
    declare: (app, { Router }) => app.use('/m', Router().get(/^\/rx(\d+)$/, ok)),
    send: { path: '/m/rx12' },
    counted: 'GET /m/^\\/rx(\\d+)$/ 200',
  },
  {
    name: 'an optional part',
    declare: (app, _lib, major) => app.get(major === 5 ? '/opt{/:id}' : '/opt/:id?', ok),
    send: [{ path: '/opt' }, { path: '/opt/7' }],
    counted: ['GET /opt{/:id} 200', 'GET /opt{/:id} 200'],
    counted4: ['GET /opt/:id? 200', 'GET /opt/:id? 200'],
  },
  {
    name: 'a wildcard',
    declare: (app, _lib, major) => app.get(major === 5 ? '/splat/*rest' : '/splat/*', ok),
    send: { path: '/splat/a/b/c' },
    counted: 'GET /splat/*rest 200',
    counted4: 'GET /splat/* 200',
  },
  {
    name: 'app.all and app.route',
    declare: (app) => {
      app.all('/all/:id', ok);
      app.route('/route/:id').post(ok);
    },
    send: [
      { method: 'DELETE', path: '/all/1' },
      { method: 'POST', path: '/route/1' },
    ],
    counted: ['DELETE /all/:id 200', 'POST /route/:id 200'],
  },
  {
    name: 'a router as the handler of a route',
    declare: (app, { Router }, major) =>
      app.all(major === 5 ? '/deep/*rest' : '/deep/*', Router().get('/deep/:id', ok)),
    send: { path: '/deep/7' },
    counted: 'GET /deep/:id 200',
  },
  {
    name: 'a router behind a function',
    declare: (app, { Router }) => {
      const hidden = Router().get('/hidden/:id', ok);
      app.use('/x', (request, response, next) => hidden(request, response, next));
    },
    send: { path: '/x/hidden/7' },
    counted: 'GET /x/hidden/:id 200',
  },
  {
    name: 'routes added after the first request',
    declare: (app) => {
      let added = false;
      app.use((_request, _response, next) => {
        if (!added) app.get('/later/:id', ok);
        added = true;
        next();
      });
      app.get('/sooner', ok);
    },
    send: [{ path: '/sooner' }, { path: '/later/1' }],
    counted: ['GET /sooner 200', 'GET /later/:id 200'],
  },
  {
    name: 'next() past a route, to a 404',
    declare: (app, { Router }) => app.use('/m', Router().get('/fall/:id', pass)),
    send: { path: '/m/fall/7' },
    counted: 'GET /m/fall/:id 404',
  },
  {
    name: 'next() past a route, to a later one',
    declare: (app) => app.get('/fall/:id', pass).get('/fall/7', ok),
    send: { path: '/fall/7' },
    counted: 'GET /fall/7 200',
  },
  {
    name: 'no route',
    declare: (app) => app.get('/plain', ok),
    send: { path: '/nowhere/7' },
    counted: 'GET unmatched 404',
  },
  {
    name: 'another method than the route has',
    declare: (app) => app.get('/plain', ok),
    send: { method: 'POST', path: '/plain' },
    counted: 'POST unmatched 404',
  },
  {
    name: 'an answer from a mounted middleware',
    declare: (app) => app.use('/static', ok),
    send: { path: '/static/file.txt' },
    counted: 'GET unmatched 200',
  },
  {
    name: 'an answer from a middleware inside a matched route',
    declare: (app) => app.get('/plain/:id', (_request, response) => void response.status(401).send(), ok),
    send: { path: '/plain/7' },
    counted: 'GET /plain/:id 401',
  },
  {
    name: 'OPTIONS that Express answers itself',
    declare: (app) => app.get('/plain', ok),
    send: { method: 'OPTIONS', path: '/plain' },
    counted: 'OPTIONS unmatched 200',
  },
  {
    name: 'HEAD on a GET route',
    declare: (app) => app.get('/plain/:id', ok),
    send: { method: 'HEAD', path: '/plain/7' },
    counted: 'HEAD /plain/:id 200',
  },
  {
    name: 'a method outside the list',
    declare: (app) => app.all('/plain/:id', ok),
    send: [
      { method: 'PROPFIND', path: '/plain/7' },
      { method: 'PURGE', path: '/plain/7' },
    ],
    counted: ['_OTHER /plain/:id 200', '_OTHER /plain/:id 200'],
  },
  {
    name: 'a body that is no JSON, and one that is too large',
    declare: (app, lib) => {
      app.use(lib.json({ limit: 10 }));
      app.post('/plain', ok);
      app.use(answerErrors);
    },
    send: [
      { method: 'POST', path: '/plain', headers: { 'content-type': 'application/json' }, body: '{"a' },
      {
        method: 'POST',
        path: '/plain',
        headers: { 'content-type': 'application/json' },
        body: '"12345678901"',
      },
    ],
    counted: ['POST unmatched 400', 'POST unmatched 413'],
  },
  {
    name: 'a body parser inside a route',
    declare: (app, lib) => {
      app.post('/plain/:id', lib.json(), ok);
      app.use(answerErrors);
    },
    send: { method: 'POST', path: '/plain/7', headers: { 'content-type': 'application/json' }, body: '{"a' },
    counted: 'POST /plain/:id 400',
  },
  {
    name: 'a malformed escape in the path',
    declare: (app) => {
      app.get('/plain/:id', ok);
      app.use(answerErrors);
    },
    send: { path: '/plain/%zz' },
    counted: 'GET unmatched 400',
  },
  {
    name: "a proxy's form of the target, through a router mounted twice",
    declare: (app, { Router }) => {
      const router = Router().get('/x', ok);
      app.use('/v1', router).use('/v2', router);
    },
    send: { path: 'http://example.test/v2/x?y=1' },
    counted: 'GET /v2/x 200',
  },
  {
    name: 'an upgrade that nobody takes',
    declare: (app) => app.get('/plain', ok),
    send: { path: '/plain', headers: { connection: 'upgrade', upgrade: 'websocket' } },
    counted: 'GET /plain 200',
  },
];

testRouting('http_route', CASES);

test.each([
  { name: 'Express 5, router 2.3', listsRoutes: true },
  { name: 'Express 5, router 2.2', listsRoutes: false },
])('$name is what it says', ({ name, listsRoutes }) => {
  const app = EXPRESS_VERSIONS.find((version) => version.name === name)?.load()();
  expect(app && 'listRoutes' in app.router).toBe(listsRoutes);
});
