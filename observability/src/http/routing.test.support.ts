import type express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Registry } from 'prom-client';
import { parseExposition } from './exposition.test.support';
import { EXPRESS_VERSIONS } from './express-versions.test.support';
import { createHttpMetrics } from './http-metrics';
import { eventually, requestsCounted, send, type Sent, serve } from './server.test.support';

/** An application, requests to it, and what they are to be counted as. */
export interface RoutingCase {
  readonly name: string;
  readonly declare: (app: express.Express, lib: typeof express, major: 4 | 5) => void;
  readonly send: Sent | readonly Sent[];
  /** `METHOD route status` for each request. */
  readonly counted: string | readonly string[];
  /** Where Express 4 writes or does it differently. */
  readonly counted4?: string | readonly string[];
  /** What is known where a router does not keep the pattern of a mount. */
  readonly counted22?: string | readonly string[];
  readonly only?: 4 | 5;
}

export const ok: RequestHandler = (_request, response) => void response.send('ok');
export const pass: RequestHandler = (_request, _response, next) => next();
export const fail: RequestHandler = () => {
  throw new Error('made to fail');
};
export const answerErrors = (
  error: { status?: number },
  _request: Request,
  response: Response,
  _next: NextFunction,
) => void response.status(error.status ?? 500).send('failed');

/** Runs each case in each Express version, through a socket and with every view. */
export function testRouting(title: string, all: readonly RoutingCase[]): void {
  const versions = EXPRESS_VERSIONS.filter((version) =>
    all.some(({ only = version.major }) => only === version.major),
  );
  describe.each(versions)(`${title} in $name`, ({ name, load, major }) => {
    const cases = all.filter(({ only }) => only === undefined || only === major);

    test.each([...cases])('$name', async ({ declare, send: sent, counted, counted4, counted22 }) => {
      const lib = load();
      const app = lib();
      const { middleware, registry } = createHttpMetrics({ django: true, bodySizes: true, exemplars: true });
      app.use(middleware);
      declare(app, lib, major);
      const served = await serve(app);
      try {
        for (const one of [sent].flat()) await send(served, one);
        const other = major === 4 ? counted4 : name.includes('2.2') ? counted22 : undefined;
        const expected = [other ?? counted].flat();
        await eventually(async () => {
          expect(await requestsCounted(registry)).toEqual(tally(expected));
          expect(await responsesByView(registry)).toEqual(tally(expected.map(asDjangoHasIt)));
        });
      } finally {
        await served.close();
      }
    });
  });
}

const tally = (keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, keys.filter((other) => other === key).length]));

/** `method view status` → number of responses, of all that occurred. */
async function responsesByView(registry: Registry): Promise<Record<string, number>> {
  const name = 'django_http_responses_total_by_status_view_method_total';
  const family = parseExposition(await registry.metrics()).find((one) => one.name === name);
  const samples = (family?.samples ?? []).filter(({ value }) => value > 0);
  return Object.fromEntries(
    samples.map(({ labels: { method, view, status }, value }) => [`${method} ${view} ${status}`, value]),
  );
}

/** The same request, as django-prometheus names its method and what no route took. */
const asDjangoHasIt = (key: string) =>
  key.replace(/^_OTHER /, '<invalid method> ').replace(/ unmatched (\d+)$/, ' <unnamed view> $1');
