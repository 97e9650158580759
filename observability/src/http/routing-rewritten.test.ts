import type { RequestHandler } from 'express';
import { answerErrors, fail, ok, type RoutingCase, testRouting } from './routing.test.support';

/** Rewrites the path of a request before it is routed. */
const rewrite =
  (from: string, to: string): RequestHandler =>
  (request, _response, next) => {
    request.url = request.url.replace(from, to);
    next();
  };

const REWRITTEN: readonly RoutingCase[] = [
  {
    name: 'into the second mount of an array',
    declare: (app, { Router }) =>
      app
        .use(rewrite('/old', '/b'))
        .use(['/a', '/b'], Router().get('/x/:id', ok).get('/boom/:id', fail))
        .use(answerErrors),
    send: [{ path: '/old/x/1' }, { path: '/a/x/1' }, { path: '/old/boom/1?y=1' }],
    counted: ['GET /b/x/:id 200', 'GET /a/x/:id 200', 'GET /b/boom/:id 500'],
  },
  {
    name: 'into the second path of an array',
    declare: (app, { Router }) =>
      app
        .use(rewrite('/old', '/two'))
        .get(['/one', '/two/:x'], ok)
        .use('/m', Router().use(rewrite('/old', '/two')).get(['/one', '/two/:x'], ok)),
    send: [{ path: '/old/7' }, { path: '/one' }, { path: '/m/old/7' }, { path: '/m/one' }],
    counted: ['GET /two/:x 200', 'GET /one 200', 'GET /m/two/:x 200', 'GET /m/one 200'],
  },
  {
    name: 'into the second mount of a router, by a router before it',
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', ok);
      app
        .use(Router().use('/legacy', rewrite('/v1', '/v2')))
        .use('/v1', router)
        .use('/legacy/v2', router);
    },
    send: [{ path: '/legacy/v1/x/1' }, { path: '/v1/x/1' }],
    counted: ['GET /legacy/v2/x/:id 200', 'GET /v1/x/:id 200'],
  },
  {
    name: 'by the handler that answers, of a route with two templates',
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', (request, response) => {
        request.url = '/elsewhere';
        response.send('ok');
      });
      app.use('/v1', router).use('/v2', router);
    },
    send: [{ path: '/v2/x/1' }, { path: '/v1/x/1' }],
    counted: ['GET /v2/x/:id 200', 'GET /v1/x/:id 200'],
  },
  {
    name: 'by an error handler',
    declare: (app, { Router }) =>
      app.use('/a/:x', Router().get('/boom/:id', fail)).use(((_error, request, response, _next) => {
        request.url = '/error';
        response.status(500).send('failed');
      }) as typeof answerErrors),
    send: { path: '/a/1/boom/2' },
    counted: 'GET /a/:x/boom/:id 500',
  },
];

const MOUNTED_LATER: readonly RoutingCase[] = [
  {
    name: 'a router that is mounted again after its first request, and again in a router',
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', ok);
      const outer = Router();
      app.use('/mount', (request, response) => {
        if (request.path === '/second') app.use('/second/:y', router);
        else outer.use('/third', router);
        response.send('ok');
      });
      app.use('/first', router).use('/outer', outer);
    },
    send: [
      { path: '/first/x/1' },
      { path: '/mount/second' },
      { path: '/second/1/x/1' },
      { path: '/first/x/1' },
      { path: '/mount/third' },
      { path: '/outer/third/x/1' },
    ],
    counted: [
      'GET /first/x/:id 200',
      'GET unmatched 200',
      'GET /second/:y/x/:id 200',
      'GET /first/x/:id 200',
      'GET unmatched 200',
      'GET /outer/third/x/:id 200',
    ],
  },
  {
    name: 'a router that is mounted again under another parameter',
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', ok);
      app.use('/mount', (_request, response) => {
        app.use('/t/:a/:b', router);
        response.send('ok');
      });
      app.use('/t/:a', router);
    },
    send: [{ path: '/t/1/x/1' }, { path: '/mount' }, { path: '/t/1/2/x/1' }],
    counted: ['GET /t/:a/x/:id 200', 'GET unmatched 200', 'GET /t/:a/:b/x/:id 200'],
  },
  {
    name: 'a route that is added to a mounted application',
    declare: (app, lib) => {
      const inner = lib().get('/sooner', ok);
      inner.get('/add', (_request, response) => {
        inner.get('/later/:id', ok);
        response.send('ok');
      });
      app.use('/in/:x', inner);
    },
    send: [{ path: '/in/1/sooner' }, { path: '/in/1/add' }, { path: '/in/1/later/1' }],
    counted: ['GET /in/:x/sooner 200', 'GET /in/:x/add 200', 'GET /in/:x/later/:id 200'],
  },
];

const OPTIONAL: readonly RoutingCase[] = ['/m/de/x/7', '/m/x/7'].map((first) => ({
  name: `an optional part of a mount, first asked for as ${first}`,
  declare: (app, { Router }, major) =>
    app.use(major === 5 ? '/m{/:lang}/x' : '/m/:lang?/x', Router().get('/:id', ok)),
  send: [{ path: first }, { path: '/m/de/x/7' }, { path: '/m/x/7' }, { path: '/m/en/x/7' }],
  counted: Array<string>(4).fill('GET /m{/:lang}/x/:id 200'),
  counted4: Array<string>(4).fill('GET /m/:lang?/x/:id 200'),
}));

const EXPRESS_4_MOUNTS: readonly RoutingCase[] = [
  ['/:file.:ext', '/a.json'],
  ['/:a.:b/:c', '/x.y/z'],
  ['/:a*/x/:b', '/1/2/x/3'],
  ['/:file.:ext?', '/a'],
  ['/:from-:to', '/a-b'],
  ['/:id(\\d+)', '/12', '/:id'],
  ['/:id(a|(b))/:x', '/b/x', '/:id/:x'],
  ['/v:major.:minor', '/v1.2'],
  ['/files/*', '/files/a/b'],
  ['/:all*', '/a/b'],
  ['/a.b/:c', '/a.b/1'],
  ['/x(yz)?', '/xyz'],
  ['/u/:id/', '/u/1'],
].map(([mount = '', path = '', label = mount.replace(/\/$/, '')]) => ({
  name: `the mount ${mount}`,
  only: 4,
  declare: (app, { Router }) => app.use(mount, Router().get('/', ok)),
  send: { path },
  counted: `GET ${label} 200`,
}));

testRouting('a path that was rewritten', REWRITTEN);
testRouting('mounted later', MOUNTED_LATER);
testRouting('optional', OPTIONAL);
testRouting('mounts', EXPRESS_4_MOUNTS);
