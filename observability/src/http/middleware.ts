import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler } from 'express';
import type { Arrivals } from './arrivals';
import { addRequest, addSizes, keepExemplar } from './cell';
import type { DjangoRecord } from './django-record';
import { contentTypeOf } from './content-type';
import { countTemplates } from './templates';
import type { Ledger } from './ledger';
import { closeWithConnection } from './queued';
import { RepeatedRequests } from './repeated-requests';
import { RequestBodies } from './request-bodies';
import { RequestHead } from './request-body';
import type { ResponseBodies } from './response-body';
import type { Application } from './routes/express-internals';
import type { RoutedRequest, RouteTable } from './routes/route-table';
import { statusOf } from './status';
import { watchOnce } from './watch-once';

/** Where a request leaves its traces; `bodies` and `django` only if a view on them is exposed. */
export interface Records {
  readonly ledger: Ledger;
  readonly routes: RouteTable;
  readonly arrivals: Arrivals;
  readonly bodies?: ResponseBodies;
  readonly django?: DjangoRecord;
  /** Whether requests of sampled traces leave exemplars. */
  readonly exemplars: boolean;
}

/**
 * Counts each request in the ledger when its response closes. One listener and one closure per request; nothing is
 * written on request or response: on Node 20 a new property there costs more than all the rest.
 */
export function measureRequests(records: Records): RequestHandler {
  const { ledger, routes, arrivals, bodies, django, exemplars } = records;
  const { layout } = ledger;
  const incoming = bodies === undefined ? undefined : new RequestBodies();
  const head = bodies !== undefined || exemplars ? new RequestHead() : undefined;
  const entered = new WeakSet<Application>();
  const meet = watchOnce(watch);
  let current: Application | undefined;
  let behindProxy = false;
  let repeated: RepeatedRequests | undefined = new RepeatedRequests();

  return function measureRequest(request, response, next) {
    if (repeated !== undefined) {
      if (repeated.has(request)) return next();
      if (repeated.isOver) repeated = undefined;
    }
    const startedAt = performance.now();
    // Pipelined requests are answered in turn: until then a response has no connection.
    const waits = response.socket === null;
    if (waits && isUpgraded(request)) return next();
    if (routed(request).app !== current) enter(routed(request).app);
    const secure = behindProxy ? request.secure : isEncrypted(request);
    const arrival = arrivals.start(request.method, secure);
    head?.read(request.rawHeaders);
    const traceparent = exemplars ? head?.traceparent : undefined;
    const requestBytes = head === undefined ? 0 : head.contentLength;
    const chunks = head?.chunked === true ? incoming?.begin(request) : undefined;
    if (django !== undefined && head?.ajax === true) django.ajax++;

    const finish = () => {
      repeated?.delete(request);
      const seconds = (performance.now() - startedAt) / 1000;
      arrivals.finish(arrival);
      const cell = ledger.cell(routes.cells(routed(request)), request.method, statusOf(response));
      const bucket = addRequest(cell, layout, seconds, secure);
      if (traceparent !== undefined) {
        keepExemplar(cell, layout, bucket, { traceparent, seconds, at: Date.now() });
      }
      if (bodies === undefined || incoming === undefined) return;
      if (chunks !== undefined) incoming.end(request);
      bodies.read(response);
      const received = requestBytes === 0 ? 0 : incoming.announced.arrived(request, requestBytes);
      addSizes(cell, layout, chunks === undefined ? received : chunks.bytes, bodies.bytes);
      django?.response(contentTypeOf(response), bodies.streamed, bodies.bytes);
    };
    response.on('close', finish);
    if (waits) closeWithConnection(response, finish);
    next();
  };

  function enter(app: Application | undefined): void {
    current = app;
    behindProxy = Boolean(app?.settings?.['trust proxy']);
    if (app === undefined || entered.has(app)) return;
    entered.add(app);
    routes.enter(app, meet);
  }

  function watch(request: object, response: object): void {
    incoming?.watch(request);
    bodies?.watch(response);
    if (django !== undefined) countTemplates(response, django.templates);
  }
}

const routed = (request: Request) => request as unknown as RoutedRequest;
/** Whether the connection speaks another protocol by now, and the response is a stand-in (express-ws): HTTP's parser is gone. */
const isUpgraded = ({ headers, socket }: Request) =>
  headers.upgrade !== undefined && !('parser' in socket && socket.parser);
const isEncrypted = (request: Request) => (request.socket as { encrypted?: boolean }).encrypted === true;
