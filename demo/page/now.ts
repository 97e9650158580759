import type { Overview } from '../src/console/overview';
import { byId, drawWhenChanged, make } from './dom.js';
import { underway } from './faults/outlook.js';

/**
 * While a fault is on: what is to come of it, in sight wherever the page is scrolled to.
 * @param now milliseconds since 1970, by the console's clock
 */
export function drawNow({ faults, inbox }: Overview, now: number): void {
  const place = byId('now');
  const lines = faults
    .filter(({ on }) => on)
    .map((fault) => {
      const { lead, time } = underway(fault, inbox, now);
      return [fault.title, `#fault-${fault.name}`, lead, time ?? ''] as const;
    });
  place.hidden = lines.length === 0;
  drawWhenChanged(place, [lines, inbox.length], () => [
    ...lines.map(([title, href, lead, time]) =>
      make(
        'p',
        {},
        make('a', { href }, title),
        `: ${lead.charAt(0).toLowerCase()}${lead.slice(1)} `,
        make('strong', {}, time),
      ),
    ),
    make('a', { href: '#inbox-title' }, inbox.length === 0 ? 'Inbox' : `Inbox (${inbox.length})`),
  ]);
}
