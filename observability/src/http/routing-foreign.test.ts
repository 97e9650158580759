import type { RequestHandler } from 'express';
import { ok, pass, type RoutingCase, testRouting } from './routing.test.support';

/** As connect's applications are (Vite's, for one): a function with a stack of `{ route, handle }`, where `route` is a path. */
const connectApplication = (): RequestHandler =>
  Object.assign((...[, , next]: Parameters<RequestHandler>) => next(), {
    route: '/',
    stack: [
      { route: '', handle: pass },
      { route: '/inside', handle: pass },
    ],
  });

/** What is no router of Express, but lies where one could be, and expressions that cannot be read back. */
const FOREIGN: readonly RoutingCase[] = [
  {
    name: 'a connect application among the middleware',
    declare: (app) => app.use(connectApplication()).get('/plain/:id', ok),
    send: { path: '/plain/1' },
    counted: 'GET /plain/:id 200',
  },
  {
    name: 'a connect application under a mount, beside a router',
    declare: (app, { Router }) => app.use('/a', connectApplication(), Router().get('/plain/:id', ok)),
    send: { path: '/a/plain/1' },
    counted: 'GET /a/plain/:id 200',
  },
  {
    name: 'a mount by an expression with alternatives that each begin at the start',
    declare: (app) => app.use(/(^\/api|^\/auth)/, pass).get('/plain/:id', ok),
    send: { path: '/plain/1' },
    counted: 'GET /plain/:id 200',
  },
  {
    name: 'a route by an expression with `|^` in a class',
    declare: (app) => app.get(/^\/[a|^b]$/, ok),
    send: { path: '/a' },
    counted: 'GET /^\\/[a|^b]$/ 200',
  },
  {
    name: 'a route that the application put onto the request itself',
    declare: (app) =>
      app.use((request, response) => {
        Object.assign(request, { route: request.path === '/null' ? null : request.path });
        response.send('ok');
      }),
    send: [{ path: '/null' }, { path: '/text' }],
    counted: ['GET unmatched 200', 'GET unmatched 200'],
  },
];

testRouting('http_route', FOREIGN);
