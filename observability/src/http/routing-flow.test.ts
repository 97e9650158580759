import { answerErrors, fail, ok, pass, type RoutingCase, testRouting } from './routing.test.support';

const json = { 'content-type': 'application/json' };

/** Errors, and handlers that pass a request on: where Express restores what it had told about the route. */
const ERRORS: readonly RoutingCase[] = [
  {
    name: 'a middleware that throws before any route',
    declare: (app) => app.use(fail).get('/plain', ok).use(answerErrors),
    send: { path: '/plain' },
    counted: 'GET unmatched 500',
  },
  {
    name: 'a middleware of a mounted router that throws before its routes',
    declare: (app, { Router }) => app.use('/a/:x', Router().use(fail).get('/plain', ok)).use(answerErrors),
    send: { path: '/a/1/plain' },
    counted: 'GET unmatched 500',
  },
  {
    name: 'a middleware that rejects before any route',
    only: 5,
    declare: (app) =>
      app
        .use(() => Promise.reject(new Error('made to fail')))
        .get('/plain', ok)
        .use(answerErrors),
    send: { path: '/plain' },
    counted: 'GET unmatched 500',
  },
  {
    name: 'a parameter that is refused',
    declare: (app, { Router }) => {
      const router = Router().get('/things/:id', ok);
      router.param('id', (_request, _response, next) => next(new Error('made to fail')));
      app.use('/a/:x', router).use(answerErrors);
    },
    send: { path: '/a/1/things/2' },
    counted: 'GET /a/:x/things/:id 500',
  },
  {
    name: 'an error that a nested router answers itself',
    declare: (app, { Router }) =>
      app.use('/a/:x', Router().use('/b', Router().get('/boom/:id', fail).use(answerErrors))),
    send: { path: '/a/1/b/boom/2' },
    counted: 'GET /a/:x/b/boom/:id 500',
  },
  {
    name: 'an error that a mounted application answers itself',
    declare: (app, lib) => app.use('/sub/:x', lib().get('/boom/:id', fail).use(answerErrors)),
    send: { path: '/sub/1/boom/2' },
    counted: 'GET /sub/:x/boom/:id 500',
  },
  {
    name: 'an error that is passed on by next(error), with a status of its own',
    declare: (app, { Router }) => {
      const router = Router().get('/teapot/:id', (_request, _response, next) =>
        next(Object.assign(new Error('made to fail'), { status: 418 })),
      );
      app.use('/a', router).use(answerErrors);
    },
    send: { path: '/a/teapot/2' },
    counted: 'GET /a/teapot/:id 418',
  },
  {
    name: 'an error handler that fails too',
    declare: (app, { Router }) => {
      app.set('env', 'test').use('/a', Router().get('/boom/:id', fail));
      app.use(((_error, _request, _response, next) => next(new Error('also'))) as typeof answerErrors);
    },
    send: { path: '/a/boom/2' },
    counted: 'GET /a/boom/:id 500',
  },
  {
    name: 'an error that a later route answers as if nothing had been',
    declare: (app, { Router }) => {
      app.use('/a', Router().get('/boom/:id', fail));
      app.use(((_error, _request, _response, next) => next()) as typeof answerErrors);
      app.get('/a/boom/:other', ok);
    },
    send: { path: '/a/boom/2' },
    counted: 'GET /a/boom/:other 200',
  },
  {
    name: 'body parsers that refuse: charset, encoding, too many parameters, in a nested router',
    declare: (app, lib) => {
      app.use(
        '/n/:x',
        lib
          .Router()
          .use(lib.json(), lib.urlencoded({ extended: false, parameterLimit: 1 }))
          .post('/y', ok),
      );
      app.use(answerErrors);
    },
    send: [
      { method: 'POST', path: '/n/1/y', headers: { ...json, 'content-encoding': 'odd' }, body: '{}' },
      {
        method: 'POST',
        path: '/n/1/y',
        headers: { 'content-type': 'application/json; charset=odd' },
        body: '{}',
      },
      {
        method: 'POST',
        path: '/n/1/y',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'a=1&b=2',
      },
      { method: 'POST', path: '/n/1/y', headers: { ...json, 'content-encoding': 'gzip' }, body: 'odd' },
      { method: 'POST', path: '/n/1/y', headers: json, body: '{"a":1}' },
    ],
    counted: [
      'POST unmatched 415',
      'POST unmatched 415',
      'POST unmatched 413',
      'POST unmatched 400',
      'POST /n/:x/y 200',
    ],
  },
];

const PASSED_ON: readonly RoutingCase[] = [
  {
    name: "next('route') past the rest of a route, to a later one",
    declare: (app) => {
      app.get('/fall/:id', (_request, _response, next) => next('route'), fail);
      app.get('/fall/:other', ok);
    },
    send: { path: '/fall/7' },
    counted: 'GET /fall/:other 200',
  },
  {
    name: "next('router') out of a mounted router, to a route behind it",
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', (_request, _response, next) => next('router'));
      app.use('/m/:y', router.get('/x/:id', fail)).get('/m/1/x/7', ok);
    },
    send: { path: '/m/1/x/7' },
    counted: 'GET /m/1/x/7 200',
  },
  {
    name: 'next() past a route of a mounted router, to a middleware behind it that answers',
    declare: (app, { Router }) => app.use('/m/:y', Router().get('/x/:id', pass)).use(ok),
    send: { path: '/m/1/x/7' },
    counted: 'GET /m/:y/x/:id 200',
  },
  {
    name: 'next() past a route of one mount, to the same route of another',
    declare: (app, { Router }) => {
      const router = Router().get('/x/:id', (request, response, next) =>
        request.baseUrl === '/one' ? next() : response.send('ok'),
      );
      app.use('/one', router).use('/:any', router);
    },
    send: [{ path: '/two/x/7' }],
    counted: 'GET /:any/x/:id 200',
  },
  {
    name: 'a handler that changes the address for what follows',
    declare: (app, { Router }) => {
      app.use((request, _response, next) => {
        request.url = request.url.replace('/old', '/new');
        next();
      });
      app.use('/new', Router().get('/:id', ok));
    },
    send: { path: '/old/7' },
    counted: 'GET /new/:id 200',
  },
  {
    name: 'handlers of one route, the last of which answers',
    declare: (app, { Router }) => {
      const router = Router();
      router.route('/x/:id').all(pass).get(pass, [pass, ok]);
      app.use('/m', router);
    },
    send: { path: '/m/x/7' },
    counted: 'GET /m/x/:id 200',
  },
];

const DECLARED: readonly RoutingCase[] = [
  {
    name: 'a regular expression as a mount',
    declare: (app, { Router }) => app.use(/^\/v\d+/, Router().get('/x/:id', ok)),
    send: { path: '/v12/x/7' },
    counted: 'GET /^\\/v\\d+/x/:id 200',
    counted22: 'GET /(regexp)/x/:id 200',
  },
  {
    name: 'a mount that a client writes in capitals, before anybody else asks for it',
    declare: (app, { Router }) => app.use('/tenants/:id', Router().get('/plain', ok)),
    send: [{ path: '/TENANTS/Me/plain' }, { path: '/tenants/me/plain' }],
    counted: ['GET /tenants/:id/plain 200', 'GET /tenants/:id/plain 200'],
  },
  {
    name: 'a mount in capitals on a router that minds them',
    declare: (app, { Router }) =>
      app.use(Router({ caseSensitive: true }).use('/Tenants/:id', Router().get('/plain', ok))),
    send: { path: '/Tenants/Me/plain' },
    counted: 'GET /Tenants/:id/plain 200',
  },
  {
    name: 'an array of a path and a regular expression',
    declare: (app) => app.get(['/arr/:id', /^\/rx(\d+)$/], ok),
    send: [{ path: '/arr/7' }, { path: '/rx12' }],
    counted: ['GET /arr/:id 200', 'GET /^\\/rx(\\d+)$/ 200'],
  },
  {
    name: 'a router mounted twice under other names of parameters, and again inside',
    declare: (app, { Router }) => {
      const leaf = Router().get('/leaf/:id', ok);
      const middle = Router().use('/in', leaf).use('/also', leaf);
      app.use('/a/:x', middle).use('/b/:y', middle);
    },
    send: [
      { path: '/a/1/in/leaf/1' },
      { path: '/a/1/also/leaf/1' },
      { path: '/b/1/in/leaf/1' },
      { path: '/b/1/also/leaf/1' },
    ],
    counted: [
      'GET /a/:x/in/leaf/:id 200',
      'GET /a/:x/also/leaf/:id 200',
      'GET /b/:y/in/leaf/:id 200',
      'GET /b/:y/also/leaf/:id 200',
    ],
  },
  {
    name: 'a router that minds letter case and trailing slashes',
    declare: (app, { Router }) =>
      app.use('/m', Router({ strict: true, caseSensitive: true }).get('/plain', ok)),
    send: [{ path: '/m/plain' }, { path: '/m/plain/' }, { path: '/m/PLAIN' }],
    counted: ['GET /m/plain 200', 'GET unmatched 404', 'GET unmatched 404'],
  },
  {
    name: 'a wildcard as a mount',
    declare: (app, { Router }, major) =>
      app.use(major === 5 ? '/files/*rest' : '/files/*', Router().get('/', ok)),
    send: { path: '/files/a/b' },
    counted: 'GET /files/*rest 200',
    counted4: 'GET /files/* 200',
  },
  {
    name: 'a mount of two parameters in one segment, the first time with a value that is percent-encoded',
    declare: (app, { Router }) => app.use('/:a-:b', Router().get('/x/:id', ok)),
    send: [{ path: '/secret%40mail-z/x/7' }, { path: '/one-two/x/7' }, { path: '/a%40b-z/x/7' }],
    counted: ['GET /:a-:b/x/:id 200', 'GET /:a-:b/x/:id 200', 'GET /:a-:b/x/:id 200'],
    counted22: ['GET /x/:id 200', 'GET /:a-:b/x/:id 200', 'GET /:a-:b/x/:id 200'],
  },
  {
    name: 'a wildcard as a mount, the first time with a value that is percent-encoded',
    declare: (app, { Router }, major) =>
      app.use(major === 5 ? '/files/*rest' : '/files/*', Router().get('/', ok)),
    send: [{ path: '/files/secret%40mail/b' }, { path: '/files/a/b' }],
    counted: ['GET /files/*rest 200', 'GET /files/*rest 200'],
    counted22: ['GET / 200', 'GET /files/*rest 200'],
    counted4: ['GET /files/* 200', 'GET /files/* 200'],
  },
  {
    name: 'an optional part in a mount',
    declare: (app, { Router }, major) =>
      app.use(major === 5 ? '/m{/:lang}/x' : '/m/:lang?/x', Router().get('/:id', ok)),
    send: [{ path: '/m/x/7' }, { path: '/m/de/x/7' }],
    counted: ['GET /m{/:lang}/x/:id 200', 'GET /m{/:lang}/x/:id 200'],
    counted4: ['GET /m/:lang?/x/:id 200', 'GET /m/:lang?/x/:id 200'],
  },
  {
    name: 'an application mounted at the root and one in it',
    declare: (app, lib) => app.use(lib().use('/in/:x', lib().get('/y/:id', ok))),
    send: { path: '/in/1/y/2' },
    counted: 'GET /in/:x/y/:id 200',
  },
  {
    name: 'HEAD and OPTIONS with routes of their own, and HEAD that Express lets a POST route have',
    declare: (app, { Router }) =>
      app.use('/m/:x', Router().head('/own/:id', ok).options('/own/:id', ok).post('/other', ok)),
    send: [
      { method: 'HEAD', path: '/m/1/own/7' },
      { method: 'OPTIONS', path: '/m/1/own/7' },
      { method: 'HEAD', path: '/m/1/other' },
    ],
    counted: ['HEAD /m/:x/own/:id 200', 'OPTIONS /m/:x/own/:id 200', 'HEAD /m/:x/other 404'],
  },
  {
    name: 'another method than a nested route has, and OPTIONS that Express answers for it',
    declare: (app, { Router }) => app.use('/m/:x', Router().get('/plain/:id', ok)),
    send: [
      { method: 'DELETE', path: '/m/1/plain/7' },
      { method: 'OPTIONS', path: '/m/1/plain/7' },
    ],
    counted: ['DELETE unmatched 404', 'OPTIONS unmatched 200'],
  },
];

testRouting('errors', ERRORS);
testRouting('requests passed on', PASSED_ON);
testRouting('declarations', DECLARED);
