import type { Overview, ShownFault } from '../src/console/overview';
import { arrange, byId, make, setText } from './dom.js';
import { underway } from './faults/outlook.js';

interface Line {
  readonly element: HTMLElement;
  readonly show: (fault: ShownFault, now: number) => void;
}

/** By the fault's name, as soon as it was on once. */
const lines = new Map<string, Line>();
const toInbox = make('a', { href: '#inbox-title' });

function makeLine({ name, title }: ShownFault): Line {
  const text = make('span');
  const time = make('strong');
  return {
    element: make('p', {}, make('a', { href: `#fault-${name}` }, title), ': ', text, ' ', time),
    show(fault, now) {
      const outlook = underway(fault, now);
      setText(text, `${outlook.lead.charAt(0).toLowerCase()}${outlook.lead.slice(1)}`);
      setText(time, outlook.time ?? '');
    },
  };
}

function lineOf(fault: ShownFault): Line {
  const line = lines.get(fault.name) ?? makeLine(fault);
  lines.set(fault.name, line);
  return line;
}

/**
 * While a fault is on: what is to come of it, in sight wherever the page is scrolled to. Its texts change each second; the
 * links stay, and with them the focus.
 * @param now milliseconds since 1970, by the console's clock
 */
export function drawNow({ faults, inbox }: Overview, now: number): void {
  const on = faults.filter((fault) => fault.on);
  byId('now').hidden = on.length === 0;
  for (const fault of on) lineOf(fault).show(fault, now);
  setText(toInbox, inbox.length === 0 ? 'Inbox' : `Inbox (${inbox.length})`);
  arrange(byId('now'), [...on.map((fault) => lineOf(fault).element), toInbox]);
}
