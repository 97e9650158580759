import express, { type Express, type RequestHandler } from 'express';

/** A request that the application gets, and what becomes of it. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: string;
  readonly status: number;
  /** The mount that Express has stripped when the route is reached. */
  readonly baseUrl: string;
  readonly params: Readonly<Record<string, string>>;
  /** Undefined for what no route takes. */
  readonly route: object | undefined;
}

export interface BenchApplication {
  readonly app: Express;
  /** One round of traffic: mostly parametrised routes that succeed, some that fail. */
  readonly calls: readonly Call[];
}

/** The application that every variant measures: a mounted router with parameters, as most have one. */
export function benchApplication(first: RequestHandler | undefined): BenchApplication {
  const app = express();
  if (first !== undefined) app.use(first);
  const api = express.Router();
  const user = api.route('/users/:id').get(answerWith(200));
  const item = api.route('/orders/:order/items/:item').get(answerWith(200));
  const event = api.route('/:project/envelope').post(answerWith(200));
  const order = api.route('/orders').post(answerWith(422));
  const report = api.route('/reports/:id').get(answerWith(500));
  app.use('/api', api);
  app.use('/t/:tenant', express.Router().get('/x/:id', answerWith(200)));

  const call = (url: string, route: object | undefined, params = {}, more: Partial<Call> = {}): Call => ({
    method: 'GET',
    url,
    body: '',
    status: 200,
    baseUrl: route === undefined ? '' : '/api',
    params,
    route,
    ...more,
  });
  const posted = { method: 'POST', body: JSON.stringify({ message: 'x'.repeat(100) }) } as const;
  const calls = ['7', '8', '9', '10', '11'].flatMap((id) => [
    call(`/api/users/${id}`, user, { id }),
    call(`/api/orders/${id}/items/1`, item, { order: id, item: '1' }),
    call(`/api/users/${id}`, user, { id }),
    call(`/api/${id}/envelope`, event, { project: id }, posted),
  ]);
  calls.push(
    call('/favicon.ico', undefined, {}, { status: 404 }),
    call('/api/orders', order, {}, { ...posted, status: 422 }),
    call('/wp-login.php?x=1', undefined, {}, { status: 404 }),
    call('/api/reports/3', report, { id: '3' }, { status: 500 }),
  );
  return { app, calls };
}

const answerWith =
  (status: number): RequestHandler =>
  (_request, response) =>
    void response.status(status).json(ANSWER);

export const ANSWER = { id: 7, name: 'a name', tags: ['one', 'two'] };
