import { once } from 'node:events';
import express, { type ErrorRequestHandler } from 'express';
import { Gauge, Registry } from 'prom-client';
import { Loan } from '../http/families/loan';
import { eventually, moment, sendRaw, serve, type Served } from '../http/server.test.support';
import { metricsEndpoint } from './metrics-endpoint';

const scrapeFor = (encoding: string) =>
  `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAccept-Encoding: ${encoding}\r\n\r\n`;

/** What a scrape waits for: while its token is looked up, or while its metrics are collected. */
const PLACES = ['verify', 'collect'] as const;
const CASES = PLACES.flatMap((place) => ['identity', 'gzip'].map((encoding) => ({ place, encoding })));

let errors: unknown[];
let ended: jest.SpyInstance;
let served: Served;
beforeEach(() => {
  errors = [];
  ended = jest.spyOn(Loan.prototype, 'end');
});
afterEach(async () => {
  ended.mockRestore();
  await served.close();
});

test.each(CASES)(
  'a client of $encoding that leaves during $place is no error',
  async ({ place, encoding }) => {
    const [reached, left] = [moment(), moment()];
    const waitIn = (where: (typeof PLACES)[number]) => {
      if (where !== place) return Promise.resolve();
      reached.come();
      return left.came;
    };
    const registry = new Registry();
    new Gauge({ name: 'slow', help: 'Slow.', registers: [registry], collect: () => waitIn('collect') });
    const verify = () => waitIn('verify').then(() => ({ scopes: ['metrics:read'] }));
    const note: ErrorRequestHandler = (error, _request, _response, next) => {
      errors.push(error);
      next(error);
    };
    const onError = (error: unknown) => errors.push(error);
    const app = express()
      .set('env', 'test')
      .use((_request, response, next) => {
        void once(response, 'close').then(left.come);
        next();
      })
      .use(metricsEndpoint({ registry, verify, onError }), note);
    served = await serve(app);

    await sendRaw(served, scrapeFor(encoding), reached.came);
    await eventually(() => Promise.resolve(expect(ended).toHaveBeenCalledTimes(1)));
    expect(errors).toEqual([]);
  },
);
