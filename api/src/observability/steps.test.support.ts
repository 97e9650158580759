import type { Labels } from './samples.test.support';
import type { ScriptedRequest, SeenRequest } from './scripted-requests.test.support';

/** Routes of the API that have names of their own as views. */
export const scrapePath = '/api/0/observability';
export const envelopeRoute = '/api/:projectId/envelope/';
export const storeRoute = '/api/:projectId/store/';
export const securityRoute = '/api/:projectId/security/';

/** A request, the route it takes, the answer it gets, and what else comes of it. */
export interface Step extends ScriptedRequest {
  readonly route: string;
  readonly status: number;
  readonly exception?: string;
  /** Its answer comes in parts. */
  readonly streamed?: boolean;
  /** Milliseconds that it is made to take. */
  readonly takesMs?: number;
  /** Statements of the database. */
  readonly statements?: number;
  /** Why it is not let in: realm and reason. */
  readonly refused?: readonly [string, string];
  /** How the items of an envelope end: category, outcome, reason. */
  readonly items?: readonly (readonly [string, string, string])[];
}

/** A step that was taken, and the seconds it took at most, as its client saw it. */
export type Done = Step & SeenRequest & { readonly seconds: number };

/** A series that is there before its first request. */
export interface Preset {
  readonly method: string;
  readonly route: string;
  readonly status: number;
}

const views: Readonly<Record<string, string>> = {
  unmatched: '<unnamed view>',
  [envelopeRoute]: 'event_envelope',
  [storeRoute]: 'api:event_store',
  [securityRoute]: 'api:event_security',
  [scrapePath]: 'prometheus-django-metrics',
};
export const viewOf = (route: string) => views[route] ?? route;
export const djangoMethodOf = (method: string) => (method === 'PROPFIND' ? '<invalid method>' : method);
export const otelMethodOf = (method: string) => (method === 'PROPFIND' ? '_OTHER' : method);

export const otelLabels = ({ method, route, status }: Preset): Labels => ({
  http_request_method: otelMethodOf(method),
  http_route: route,
  http_response_status_code: status,
});
export const viewLabels = ({ method, route }: Preset): Labels => ({
  method: djangoMethodOf(method),
  view: viewOf(route),
});
