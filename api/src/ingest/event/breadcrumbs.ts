import type { Place } from './place';
import { asValues } from './read';
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
export const readBreadcrumbs = (value: unknown, place: Place): Breadcrumb[] =>
  place.some(place.objects(asValues(value)), maxBreadcrumbs, 'last').map((crumb, index) => {
    const at = place.in(index);
    const time = parseTime(crumb.timestamp);
    if (time === undefined && (crumb.timestamp ?? undefined) !== undefined) {
      at.leftOut('timestamp', crumb.timestamp, 'neither seconds since 1970 nor ISO 8601');
    }
    return {
      timestamp: time?.toISOString() ?? null,
      type: at.text(crumb, 'type', 64) ?? 'default',
      category: at.text(crumb, 'category', 256),
      level: at.text(crumb, 'level', 32) ?? 'info',
      message: at.text(crumb, 'message', 8192),
      data: at.object(crumb, 'data'),
      event_id: at.text(crumb, 'event_id', 36),
    };
  });
