import type { ShownFault } from '../../src/console/overview';
import type { Arrival } from '../../src/forecast/arrival';
import type { Forecast } from '../../src/forecast/forecast';
import type { Pager } from '../../src/forecast/pagers';
import { alertTitle } from '../alert-title.js';
import { duration, timeOf } from '../format.js';

/** What is to come of a fault, as text: "Page in" "48 s", and what else is known. */
export interface Outlook {
  readonly lead: string;
  readonly time?: string;
  readonly notes: readonly string[];
}

const by = ({ by: pager }: { readonly by?: Pager }): string[] =>
  pager === undefined ? [] : [`by ${alertTitle(pager)}`];

const reasons: Readonly<Record<NonNullable<Forecast['because']>, string>> = {
  'alertmanager-down': 'No page: Alertmanager is down',
  'prometheus-down': 'No page: Prometheus is down',
  'pages-already': 'Pages already',
  'ends-before': 'No page: it ends before',
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

/** Measured from where the forecast counts: from the press, or from the last change of the grade. */
function arrived(page: Arrival, { forecast }: ShownFault, since: string): Outlook {
  const predicted = forecast?.secondsToPage;
  return {
    lead: 'Paged after',
    time: duration((Date.parse(page.at) - Date.parse(forecast?.madeAt ?? since)) / 1000),
    notes: [...(typeof predicted === 'number' ? [`${duration(predicted)} were predicted`] : []), ...by(page)],
  };
}

/**
 * The way of a fault that is on to its page, since when it is on, and when it ends by itself.
 * @param now milliseconds since 1970, by the console's clock
 */
export function underway(fault: ShownFault, now: number): Outlook {
  const since = fault.since ?? new Date(now).toISOString();
  const { lead, time, notes } =
    fault.page === undefined ? countdown(fault, now) : arrived(fault.page, fault, since);
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
