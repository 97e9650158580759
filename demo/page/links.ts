import type { Links, Overview, ShownDsn } from '../src/console/overview';
import { byId, drawWhenChanged, make } from './dom.js';

const placesOf = ({ api, prometheus, alertmanager, grafana }: Links) =>
  [
    ['Grafana', grafana],
    ['Prometheus', prometheus],
    ['Alertmanager', alertmanager],
    ['API', new URL('/api/0/', api).href],
  ].filter(([, href]) => href !== undefined) as [string, string][];

function makeDsn({ project, dsn }: ShownDsn): HTMLElement {
  const copy = make(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Copy the DSN of ${project}` },
    'Copy',
  );
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(dsn).then(() => (copy.textContent = 'Copied'));
  });
  return make('li', {}, make('b', {}, project), make('code', {}, dsn), copy);
}

/** Where the other parts of the stack are, and where to send events. */
export function drawLinks({ links, dsns }: Overview): void {
  drawWhenChanged(byId('links'), links, () =>
    placesOf(links).map(([text, href]) => make('a', { href }, text)),
  );
  drawWhenChanged(byId('dsns'), dsns, () =>
    dsns.length === 0 ? [make('li', { class: 'empty' }, 'Waiting for the API.')] : dsns.map(makeDsn),
  );
}
