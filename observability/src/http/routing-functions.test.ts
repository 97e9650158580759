import type express from 'express';
import type { RequestHandler } from 'express';
import { answerErrors, fail, ok, pass, type RoutingCase, testRouting } from './routing.test.support';

/** A function that hands requests on, as for a lazy import or a feature flag. */
const through =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    void handler(request, response, next);
const throughPromise =
  (handler: RequestHandler): RequestHandler =>
  async (request, response, next) => {
    await Promise.resolve();
    handler(request, response, next);
  };

const things = ({ Router }: typeof express) =>
  Router().get('/', ok).get('/things/:id', ok).get('/boom/:id', fail);

const MOUNTED: readonly RoutingCase[] = [
  {
    name: 'a router, its root and the root of the application',
    declare: (app, lib) => app.get('/', ok).use('/admin', through(things(lib))),
    send: [{ path: '/' }, { path: '/admin' }, { path: '/admin/?x=1' }, { path: '/ADMIN/things/7' }],
    counted: ['GET / 200', 'GET /admin 200', 'GET /admin 200', 'GET /admin/things/:id 200'],
  },
  {
    name: 'one of two versions, each of its own router',
    declare: (app, lib) => app.use('/v1', through(things(lib))).use('/v2', throughPromise(things(lib))),
    send: [{ path: '/v1/things/1' }, { path: '/v2/things/1' }, { path: '/v1/things/1' }],
    counted: ['GET /v1/things/:id 200', 'GET /v2/things/:id 200', 'GET /v1/things/:id 200'],
  },
  {
    name: 'both versions of the same router',
    declare: (app, lib) => {
      const router = things(lib);
      app.use('/v1', through(router)).use('/v2', through(router)).use(answerErrors);
    },
    send: [{ path: '/v1/things/1' }, { path: '/v2/things/1' }, { path: '/v2/boom/1' }],
    counted: ['GET /v1/things/:id 200', 'GET /v2/things/:id 200', 'GET /v2/boom/:id 500'],
  },
  {
    name: 'a router that is also mounted directly',
    declare: (app, lib) => {
      const router = things(lib);
      app.use('/users', router).use('/beta/users', through(router)).use(answerErrors);
    },
    send: [
      { path: '/users/things/1' },
      { path: '/beta/users/things/1' },
      { path: '/beta/users/boom/1' },
      { path: '/users/boom/1' },
    ],
    counted: [
      'GET /users/things/:id 200',
      'GET /beta/users/things/:id 200',
      'GET /beta/users/boom/:id 500',
      'GET /users/boom/:id 500',
    ],
  },
  {
    name: 'one of two routers at the same mount, by a header',
    declare: (app, { Router }) => {
      const [one, two] = [Router().get('/x/:one', ok), Router().get('/x/:two', ok)];
      app.use(
        '/t/:tenant',
        (request, response, next) =>
          void (request.get('x-tenant') === 'two' ? two : one)(request, response, next),
      );
    },
    send: [{ path: '/t/a/x/1' }, { path: '/t/b/x/1', headers: { 'x-tenant': 'two' } }],
    counted: ['GET /t/:tenant/x/:one 200', 'GET /t/:tenant/x/:two 200'],
  },
  {
    name: 'an error before any success, at a parameter',
    declare: (app, lib) => app.use('/t/:tenant', through(things(lib))).use(answerErrors),
    send: [{ path: '/t/boom/boom/1' }, { path: '/t/a/boom/1' }],
    counted: ['GET /t/:tenant/boom/:id 500', 'GET /t/:tenant/boom/:id 500'],
  },
  {
    name: 'routers in the router, at a parameter and through another function',
    declare: (app, lib) => {
      const inner = lib
        .Router()
        .use('/deep/:x', things(lib))
        .use('/also/:y', through(things(lib)));
      app.use('/a', lib.Router().use('/b', through(inner))).use(answerErrors);
    },
    send: [
      { path: '/a/b/deep/1/things/1' },
      { path: '/a/b/deep/1/boom/1' },
      { path: '/a/b/also/1/things/1' },
      { path: '/a/b/also/1/boom/1' },
    ],
    counted: [
      'GET /a/b/deep/:x/things/:id 200',
      'GET /a/b/deep/:x/boom/:id 500',
      'GET /a/b/also/:y/things/:id 200',
      'GET /a/b/also/:y/boom/:id 500',
    ],
  },
  {
    name: 'an application, and one that is mounted in it',
    declare: (app, lib) => {
      const inner = lib().get('/x/:id', ok).get('/boom/:id', fail).use('/sub/:y', lib().get('/z', ok));
      app.use('/lb', through(inner)).use(answerErrors);
    },
    send: [{ path: '/lb/x/1' }, { path: '/lb/sub/1/z' }, { path: '/lb/boom/1' }],
    counted: ['GET /lb/x/:id 200', 'GET /lb/sub/:y/z 200', 'GET /lb/boom/:id 500'],
  },
  {
    name: 'a function without a path in a router with one',
    declare: (app, lib) => app.use('/a/:x', lib.Router().use(pass, through(things(lib)))),
    send: { path: '/a/1/things/2' },
    counted: 'GET /a/:x/things/:id 200',
  },
  {
    name: 'a function as the handler of a route, and of app.route()',
    declare: (app, { Router }, major) => {
      const router = Router().get('/all/x/:id', ok).get('/route/x/:id', ok);
      app.all(major === 5 ? '/all/*rest' : '/all/*', through(router));
      app.route(major === 5 ? '/route/*rest' : '/route/*').get(through(router));
    },
    send: [{ path: '/all/x/7' }, { path: '/route/x/7' }],
    counted: ['GET /all/x/:id 200', 'GET /route/x/:id 200'],
  },
  {
    name: 'beside other functions that take some of the path',
    declare: (app, lib) =>
      app
        .use('/:any', pass)
        .use('/api', pass)
        .use('/api/v1', pass, through(things(lib)))
        .use('/api/:version', pass),
    send: [{ path: '/api/v1/things/1' }, { path: '/api/v1' }],
    counted: ['GET /api/v1/things/:id 200', 'GET /api/v1 200'],
  },
  {
    name: 'an array of paths',
    declare: (app, lib) => app.use(['/old', '/new/:x'], through(things(lib))).use(answerErrors),
    send: [{ path: '/new/1/things/1' }, { path: '/old/things/1' }, { path: '/new/1/boom/1' }],
    counted: ['GET /new/:x/things/:id 200', 'GET /old/things/:id 200', 'GET /new/:x/boom/:id 500'],
  },
  {
    name: "a router that passes on by next('router') and by next(), to another one",
    declare: (app, { Router }) => {
      const first = Router()
        .get('/x/:first', (_request, _response, next) => next('router'))
        .get('/y/:first', pass);
      app.use('/m', through(first)).use('/m', through(Router().get('/x/:id', ok).get('/y/:id', ok)));
    },
    send: [{ path: '/m/x/1' }, { path: '/m/y/1' }],
    counted: ['GET /m/x/:id 200', 'GET /m/y/:id 200'],
  },
  {
    name: 'a parameter of the router that is refused',
    declare: (app, lib) => {
      const router = things(lib);
      router.param('id', (_request, _response, next) => next(new Error('made to fail')));
      app.use('/a', through(router)).use(answerErrors);
    },
    send: { path: '/a/things/2' },
    counted: 'GET /a/things/:id 500',
  },
  {
    name: 'virtual hosts',
    declare: (app, lib) => {
      const hosts = new Map([
        ['a.test', lib().use('/one', lib.Router().get('/:id', ok))],
        ['b.test', lib().use('/two', lib.Router().get('/:id', ok))],
      ]);
      app.use((request, response, next) => void hosts.get(request.hostname)?.(request, response, next));
    },
    send: [
      { path: '/one/1', headers: { host: 'a.test' } },
      { path: '/two/1', headers: { host: 'b.test' } },
    ],
    counted: ['GET /one/:id 200', 'GET /two/:id 200'],
  },
  {
    name: 'nothing in the router that takes the request',
    declare: (app, lib) => app.use('/admin', through(things(lib))),
    send: { path: '/admin/nowhere/7' },
    counted: 'GET unmatched 404',
  },
];

const MADE: readonly RoutingCase[] = [
  {
    name: 'made with the first request that needs it',
    declare: (app, lib) => {
      let router: RequestHandler | undefined;
      app.use('/admin', async (request, response, next) => {
        router ??= await Promise.resolve(things(lib));
        router(request, response, next);
      });
    },
    send: [{ path: '/admin/things/7' }, { path: '/admin/things/8' }, { path: '/admin' }],
    counted: ['GET /admin 200', 'GET /admin/things/:id 200', 'GET /admin 200'],
  },
  {
    name: 'made for each request, with a path of the client',
    declare: (app, { Router }) => {
      app.use(
        '/t/:tenant',
        (request, response, next) => void Router().get(request.path, ok)(request, response, next),
      );
      app.use((request, response, next) => void Router().get(request.path, ok)(request, response, next));
    },
    send: [
      { path: '/t/a/secret-1' },
      { path: '/t/b/secret-2' },
      { path: '/secret-3' },
      { path: '/secret-4' },
    ],
    counted: ['GET /t/:tenant 200', 'GET /t/:tenant 200', 'GET unmatched 200', 'GET unmatched 200'],
  },
  {
    name: 'made for each request, around one that is not, mounted at a path of the client',
    declare: (app, lib) => {
      const inner = things(lib);
      app.use(
        '/t',
        (request, response, next) =>
          void lib.Router().use(request.path.split('/', 2).join('/'), inner)(request, response, next),
      );
    },
    send: [{ path: '/t/secret-1/things/1' }, { path: '/t/secret-2/things/1' }],
    counted: ['GET /t 200', 'GET /t 200'],
  },
  {
    name: 'an application that is made for each request, with a path of the client',
    declare: (app, lib) =>
      app.use('/t/:tenant', (request, response) => void lib().get(request.path, ok)(request, response)),
    send: [{ path: '/t/a/secret-1' }, { path: '/t/b/secret-2' }],
    counted: ['GET /t/:tenant 200', 'GET /t/:tenant 200'],
  },
];

testRouting('behind a function', MOUNTED);
testRouting('a router', MADE);
