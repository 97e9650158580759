import type { ShownFault } from '../../src/console/overview';
import type { Forecast } from '../../src/forecast/forecast';
import type { InboxEntry } from '../../src/inbox/entry';
import { duration, timeOf } from '../format.js';

/** What is to come of a fault, as text: "Page in" "48 s", and what else is known. */
export interface Outlook {
  readonly lead: string;
  readonly time?: string;
  readonly notes: readonly string[];
}

const by = (forecast: Forecast): string[] => (forecast.by === undefined ? [] : [`by ${forecast.by}`]);

const reasons: Readonly<Record<NonNullable<Forecast['because']>, string>> = {
  'alertmanager-down': 'No page: Alertmanager is down',
  'prometheus-down': 'No page: Prometheus is down',
  'pages-already': 'Pages already',
};
/** Where no page is to come: why, if something keeps it from coming. */
const noPage = (forecast: Forecast, otherwise: string): string =>
  forecast.because === undefined ? otherwise : reasons[forecast.because];

/**
 * What would come of a fault that is off.
 * @param forecast undefined while it is not known; null where it cannot be known
 */
export function foreseen({ doneAt }: ShownFault, forecast: Forecast | null | undefined): Outlook {
  const done = doneAt === undefined ? [] : [`last done at ${timeOf(doneAt)}`];
  if (forecast === undefined) return { lead: '', notes: done };
  if (forecast === null) {
    return {
      lead: 'No prediction',
      notes: [...done, 'the console learns nothing from Prometheus and Alertmanager'],
    };
  }
  if (forecast.secondsToPage === null) {
    return { lead: noPage(forecast, 'Would not page'), notes: [...done, ...by(forecast)] };
  }
  return {
    lead: 'Would page after',
    time: duration(forecast.secondsToPage),
    notes: [...done, ...by(forecast)],
  };
}

const isFirstPage =
  (since: string) =>
  ({ status, labels, receivedAt }: InboxEntry): boolean =>
    status === 'firing' && labels['severity'] === 'page' && Date.parse(receivedAt) >= Date.parse(since);

function countdown({ forecast }: ShownFault, now: number): Outlook {
  if (forecast === undefined) return { lead: 'No page yet', notes: [] };
  if (forecast.secondsToPage === null) {
    return { lead: noPage(forecast, 'No page is expected'), notes: by(forecast) };
  }
  const left = forecast.secondsToPage - (now - Date.parse(forecast.madeAt)) / 1000;
  return left > 0
    ? { lead: 'Page in', time: duration(left), notes: by(forecast) }
    : { lead: 'The page is late by', time: duration(-left), notes: by(forecast) };
}

function toldBy(fault: ShownFault, inbox: readonly InboxEntry[], since: string, now: number): Outlook {
  const page = inbox.find(isFirstPage(since));
  if (page === undefined) return countdown(fault, now);
  const predicted = fault.forecast?.secondsToPage;
  return {
    lead: 'Paged after',
    time: duration((Date.parse(page.receivedAt) - Date.parse(since)) / 1000),
    notes: typeof predicted === 'number' ? [`${duration(predicted)} were predicted`] : [],
  };
}

/**
 * The way of a fault that is on to its page, since when it is on, and when it ends by itself.
 * @param now milliseconds since 1970, by the console's clock
 */
export function underway(fault: ShownFault, inbox: readonly InboxEntry[], now: number): Outlook {
  const since = fault.since ?? new Date(now).toISOString();
  const { lead, time, notes } = toldBy(fault, inbox, since, now);
  const ends =
    fault.expiresAt === undefined
      ? 'stays until switched off'
      : `ends by itself at ${timeOf(fault.expiresAt)}`;
  return {
    lead,
    ...(time === undefined ? {} : { time }),
    notes: [...notes, `on since ${timeOf(since)}`, ends],
  };
}
