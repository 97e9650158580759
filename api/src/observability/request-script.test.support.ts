import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { envelopeRoute, scrapePath, type Step, storeRoute } from './steps.test.support';

/** The API's tokens. */
export interface Tokens {
  readonly adminToken: string;
  readonly scrapeToken: string;
}

class Sabotage extends Error {}

export const organizations = '/api/0/organizations/';
export const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const SLOW_MS = 300;

/** Tells of a client that left. */
export const clients = new EventEmitter();

/** What a request's headers have happen to it. */
export const obey: RequestHandler = (request, response, next) => {
  const { 'x-hang': hang, 'x-fail': fail, 'x-slow': slow, 'x-stream': stream } = request.headers;
  if (hang !== undefined) response.once('close', () => clients.emit('left'));
  else if (fail !== undefined) throw new Sabotage('made to fail');
  else if (slow !== undefined) void wait(SLOW_MS).then(() => next());
  else if (stream !== undefined) {
    response.type('text/plain').write('12345');
    response.end('67890');
  } else next();
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const event = (id: string, message: string) => ({ event_id: id.repeat(32), message, user: { id: 'u' } });
const envelopeOf = (item: object) => `{}\n{"type":"event"}\n${JSON.stringify(item)}\n`;
const report = { discarded_events: [{ reason: 'sample_rate', category: 'transaction', quantity: 3 }] };

export const scrape = (tokens: Tokens): Step => ({
  method: 'GET',
  path: scrapePath,
  route: scrapePath,
  headers: { ...bearer(tokens.scrapeToken), 'accept-encoding': 'identity' },
  status: 200,
  streamed: true,
});

/** Makes an organization, a team and a project, and asks for its key. */
export function preparation(tokens: Tokens): readonly Step[] {
  const headers = { ...bearer(tokens.adminToken), 'content-type': 'application/json' };
  const make = { method: 'POST', headers, status: 201 };
  const of = (body: object) => JSON.stringify(body);
  return [
    { ...make, path: organizations, route: organizations, body: of({ name: 'acme' }), statements: 4 },
    {
      ...make,
      path: `${organizations}acme/teams/`,
      route: '/api/0/organizations/:organization/teams/',
      body: of({ slug: 'team' }),
      statements: 2,
    },
    {
      ...make,
      path: '/api/0/teams/acme/team/projects/',
      route: '/api/0/teams/:organization/:team/projects/',
      body: of({ name: 'web' }),
      statements: 6,
    },
    {
      method: 'GET',
      path: '/api/0/projects/acme/web/keys/',
      route: '/api/0/projects/:organization/:project/keys/',
      headers: bearer(tokens.adminToken),
      status: 200,
      statements: 4,
    },
  ];
}

/** Sends some events to the project of a key, and has happen everything else that can happen to a request. */
export function script(tokens: Tokens, key: string): readonly Step[] {
  const admin = bearer(tokens.adminToken);
  const json = { ...admin, 'content-type': 'application/json' };
  const health = { method: 'GET', path: '/_health/', route: '/_health/' };
  const envelope = { method: 'POST', path: `/api/1/envelope/?sentry_key=${key}`, route: envelopeRoute };
  const store = { method: 'POST', path: `/api/1/store/?sentry_key=${key}`, route: storeRoute };
  const wrong = { ...envelope, path: `/api/1/envelope/?sentry_key=${'f'.repeat(32)}` };
  const all = { method: 'GET', path: organizations, route: organizations };
  const metrics = { method: 'GET', path: scrapePath, route: scrapePath };
  const stored = [['error', 'stored', 'committed']] as const;
  const unauthorized = [['unknown', 'dropped', 'unauthorized']] as const;
  return [
    { ...health, status: 200 },
    { ...health, status: 200, headers: { 'x-requested-with': 'XMLHttpRequest' } },
    { ...health, status: 200, headers: { 'x-slow': '1' }, takesMs: SLOW_MS },
    { ...health, status: 200, headers: { 'x-stream': '1' }, streamed: true },
    { ...health, method: 'HEAD', status: 200 },
    { ...health, method: 'PROPFIND', status: 405 },
    {
      ...all,
      headers: { ...admin, traceparent: `00-${trace}-00f067aa0ba902b7-01` },
      status: 200,
      statements: 2,
    },
    { ...all, status: 401, refused: ['api', 'missing'] },
    { ...all, headers: bearer('0'.repeat(64)), status: 401, refused: ['api', 'unknown'], statements: 1 },
    { ...all, path: `${organizations}?access_token=a`, status: 400, refused: ['api', 'query_token'] },
    { ...all, headers: bearer(tokens.scrapeToken), status: 403, refused: ['api', 'scope'] },
    { ...all, method: 'POST', headers: json, body: '{"name":', status: 400 },
    { ...all, method: 'POST', headers: json, body: '{}', status: 422 },
    { ...all, method: 'PATCH', headers: admin, status: 405 },
    {
      ...envelope,
      chunked: true,
      body: envelopeOf(event('a', 'first')),
      status: 200,
      statements: 3,
      items: stored,
    },
    { ...envelope, body: envelopeOf(event('b', 'first')), status: 200, statements: 1, items: stored },
    {
      ...envelope,
      body: envelopeOf(event('b', 'first')),
      status: 200,
      statements: 1,
      items: [['error', 'dropped', 'duplicate']],
    },
    { ...store, body: JSON.stringify(event('c', 'second')), status: 200, statements: 2, items: stored },
    {
      ...envelope,
      body: `{}\n{"type":"client_report"}\n${JSON.stringify(report)}\n{"type":"session"}\n{}\n`,
      status: 200,
      items: [
        ['internal', 'stored', 'counted'],
        ['session', 'dropped', 'unsupported'],
      ],
    },
    { ...store, body: '{"message":', status: 400, items: [['error', 'dropped', 'invalid_event']] },
    {
      ...wrong,
      body: envelopeOf(event('d', 'x')),
      status: 403,
      statements: 1,
      items: unauthorized,
    },
    { ...wrong, body: envelopeOf(event('d', 'x')), status: 403, items: unauthorized },
    { ...envelope, method: 'OPTIONS', status: 204 },
    { method: 'GET', path: '/nowhere', route: 'unmatched', status: 404 },
    { ...health, headers: { 'x-fail': '1' }, status: 500, exception: 'Sabotage' },
    { ...health, headers: { 'x-hang': '1' }, leavesAfterMs: 200, status: 499 },
    { ...metrics, status: 401, refused: ['metrics', 'missing'] },
    { ...metrics, headers: bearer('a b'), status: 400, refused: ['metrics', 'malformed'] },
    { ...metrics, headers: admin, status: 403, refused: ['metrics', 'scope'] },
  ];
}
