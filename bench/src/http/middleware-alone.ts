import type { Request, Response } from 'express';
import { ANSWER, benchApplication, type Call } from './application';
import { answer, serverFor } from './exchange';
import type { Variant } from './variants/variant';

/**
 * Rounds that some requests are kept alive for. In a busy server one is always open; while none is, garbage collection drops the
 * shape that Express gives to requests by setting their prototype, and V8 what it compiled for that.
 */
const KEPT_FOR = 100;
const BODY = Buffer.from(JSON.stringify(ANSWER));

/**
 * Sends a round of traffic after another through a middleware, and through nothing else: where the rest of Express
 * would run, its outcome is written onto the request.
 */
export function trafficThrough({
  middleware = (_request, _response, next) => next(),
  chunked = false,
}: Pick<Variant, 'middleware' | 'chunked'>) {
  const { app, calls } = benchApplication(undefined);
  let current = calls[0] as Call;
  let rounds = 0;
  const kept: object[] = [];
  const next = (request: Request, response: Response) => () => {
    request.route = current.route;
    request.baseUrl = current.baseUrl;
    // Express has taken the mount off, too.
    request.url = request.url.slice(current.baseUrl.length);
    request.params = current.params;
    response.statusCode = current.status;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Length', BODY.length);
    response.end(BODY);
  };
  const server = serverFor((plainRequest, plainResponse) => {
    const request = Object.setPrototypeOf(plainRequest, app.request) as Request;
    const response = Object.setPrototypeOf(plainResponse, app.response) as Response;
    request.res = response;
    Object.assign(response, { req: request, locals: {} });
    request.originalUrl = request.url;
    request.baseUrl = '';
    middleware(request, response, next(request, response));
  });
  const exchanges = calls.map((call) => {
    const { method, url, body } = call;
    return { call, method, url, head: headOf(call, chunked), body: Buffer.from(body) };
  });

  return {
    perRound: exchanges.length,
    round() {
      const answered = exchanges.map((exchange) => {
        current = exchange.call;
        return answer(server, exchange);
      });
      if (rounds++ % KEPT_FOR === 0) kept.splice(0, kept.length, ...answered);
    },
  };
}

/** What clients commonly send. */
function headOf({ url, body }: Call, chunked: boolean): Buffer {
  const size =
    chunked && url.endsWith('/envelope') ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  const lines = [
    'Host: api.example.com',
    'User-Agent: sentry.javascript.node/10.0.0',
    'Accept: */*',
    'Accept-Encoding: gzip, deflate, br',
    'Connection: keep-alive',
    ...(body === '' ? [] : ['Content-Type: application/json', size]),
  ];
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
