import { asObject, asValues, isObject, textOrNull } from './read';
import { parseTime } from './timestamp';

/** One breadcrumb in the shape of Sentry's API. */
export interface Breadcrumb {
  timestamp: string | null;
  type: string;
  category: string | null;
  level: string;
  message: string | null;
  data: unknown;
  event_id: string | null;
}

const maxBreadcrumbs = 200;

/** Reads breadcrumbs, oldest first; the newest are kept when there are too many. */
export const readBreadcrumbs = (value: unknown): Breadcrumb[] =>
  asValues(value)
    .filter(isObject)
    .slice(-maxBreadcrumbs)
    .map((crumb) => ({
      timestamp: parseTime(crumb.timestamp)?.toISOString() ?? null,
      type: textOrNull(crumb.type, 64) ?? 'default',
      category: textOrNull(crumb.category, 256),
      level: textOrNull(crumb.level, 32) ?? 'info',
      message: textOrNull(crumb.message, 8192),
      data: isObject(crumb.data) ? asObject(crumb.data) : null,
      event_id: textOrNull(crumb.event_id, 36),
    }));
