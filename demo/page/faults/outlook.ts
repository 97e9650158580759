import type { ShownFault } from '../../src/console/overview';
import type { Forecast } from '../../src/forecast/forecast';
import type { InboxEntry } from '../../src/inbox/entry';
import { make } from '../dom.js';
import { duration, timeOf } from '../format.js';

type Text = (string | HTMLElement)[];
const strong = (text: string): HTMLElement => make('strong', {}, text);

/** What would come of a fault that is off. */
export function foreseen(forecast: Forecast | null | undefined): Text {
  if (forecast === undefined) return [];
  if (forecast === null) return ['No prediction: the windows are in Prometheus, which does not answer.'];
  if (forecast.secondsToPage === null) return ['Switched on now, it would not page.'];
  return [
    'Switched on now, it would page after ',
    strong(duration(forecast.secondsToPage)),
    ` (${forecast.by ?? ''}).`,
  ];
}

const secondsSince = (iso: string): number => (Date.now() - Date.parse(iso)) / 1000;

const isFirstPage =
  (since: string) =>
  ({ status, labels, receivedAt }: InboxEntry): boolean =>
    status === 'firing' && labels['severity'] === 'page' && Date.parse(receivedAt) >= Date.parse(since);

/** The predicted time to the page, counting down; null where none is expected. */
function countdown({ forecast }: ShownFault): Text {
  if (forecast === undefined) return ['No page yet.'];
  if (forecast.secondsToPage === null) return ['No page is expected.'];
  const left = forecast.secondsToPage - secondsSince(forecast.madeAt);
  if (left <= 0) return ['The page is ', strong(`${duration(-left)} late`), ` (${forecast.by ?? ''}).`];
  return ['Page in ', strong(duration(left)), `, by ${forecast.by ?? ''}.`];
}

/** Since when a fault is on, when it ends by itself, and the way to its page. */
export function underway(fault: ShownFault, inbox: readonly InboxEntry[]): Text {
  const since = fault.since ?? new Date().toISOString();
  const ends =
    fault.expiresAt === undefined
      ? 'stays until switched off'
      : `ends by itself at ${timeOf(fault.expiresAt)}`;
  const began = `On since ${timeOf(since)}, ${ends}. `;
  const page = inbox.find(isFirstPage(since));
  if (page === undefined) return [began, ...countdown(fault)];
  const measured = (Date.parse(page.receivedAt) - Date.parse(since)) / 1000;
  const predicted = fault.forecast?.secondsToPage;
  return [
    began,
    'Paged after ',
    strong(duration(measured)),
    typeof predicted === 'number' ? `; ${duration(predicted)} were predicted.` : '.',
  ];
}
