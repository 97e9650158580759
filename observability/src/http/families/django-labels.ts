import { OTHER_METHOD } from '../methods';

/** How views are named in the django-prometheus families. */
export interface ViewNames {
  /** View by route template, where a dashboard expects a name, for example `event_envelope`. Default: the template. */
  readonly views?: Readonly<Record<string, string>>;
}

/** django-prometheus's value for what no view answered. */
export const UNNAMED_VIEW = '<unnamed view>';

/** django-prometheus's value for every method outside of its list. */
export const INVALID_METHOD = '<invalid method>';

/** django-prometheus 2.5, `middleware.py`: QUERY is not among them. */
const METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'TRACE',
  'OPTIONS',
  'CONNECT',
  'PATCH',
]);

export const djangoMethod = (method: string): string =>
  method !== OTHER_METHOD && METHODS.has(method) ? method : INVALID_METHOD;

/** From route template to view name. */
export const djangoView =
  ({ views = {} }: ViewNames, unmatched: string) =>
  (route: string): string =>
    route === unmatched ? UNNAMED_VIEW : (views[route] ?? route);

/** The charset of a Content-Type, as Django's responses would say it. */
export function charsetOf(contentType: unknown): string {
  if (typeof contentType !== 'string') return NO_CHARSET;
  return /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? NO_CHARSET;
}

/** For a response that names no charset; a Django response always does. */
export const NO_CHARSET = 'none';
