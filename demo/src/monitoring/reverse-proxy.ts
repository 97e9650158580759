import { Agent, request as openRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { DemoError, messageOf } from '../errors';

export interface ReverseProxyOptions {
  /** Where the server behind is: `http://prometheus:9090`. */
  readonly url: string;
  /** The `Authorization` header for it, asked for with each request. */
  readonly authorization: () => Promise<string>;
}

/** Headers that are about one connection (RFC 9110, 7.6.1). A request's `transfer-encoding` stays: it frames the body. */
const ofTheConnection = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const listed = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const left = new Set([...ofTheConnection, ...listed, ...names]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.has(name)));
}

/** What the server behind may say to a browser. Alertmanager opens every answer to every origin. */
const answerHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const opening = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
  return without(headers, ['transfer-encoding', ...opening]);
};

/** A connection of its own for each request: one that was kept may be closed at the moment when it is used again. */
const agent = new Agent({ keepAlive: false });

function send(
  request: Request,
  response: Response,
  url: string,
  authorization: string,
): Promise<IncomingMessage> {
  const headers = { ...without(request.headers, ['host', 'origin', 'cookie']), authorization };
  return new Promise((resolve, reject) => {
    const onward = openRequest(url, { method: request.method, path: request.originalUrl, headers, agent });
    onward.once('response', resolve).once('error', reject);
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });
}

/**
 * Passes every request on, with the password that the server behind asks for, and its answer back.
 * @throws DemoError `MONITORING_UNREACHABLE`, `MONITORING_DENIED`, `SECRET_MISSING`
 */
export function reverseProxy({ url, authorization }: ReverseProxyOptions): RequestHandler {
  return async function passOn(request, response) {
    const header = await authorization();
    const answer = await send(request, response, url, header).catch((thrown: unknown) => {
      throw new DemoError('MONITORING_UNREACHABLE', { url, reason: messageOf(thrown) }, { cause: thrown });
    });
    if (answer.statusCode === 401) {
      answer.resume();
      throw new DemoError('MONITORING_DENIED', { url });
    }
    const kept = response.getHeaders();
    response.writeHead(answer.statusCode ?? 502, { ...answerHeaders(answer.headers), ...kept });
    // Whoever went away in the middle needs no answer, and what broke off in the middle has none.
    await pipeline(answer, response).catch(() => undefined);
  };
}
