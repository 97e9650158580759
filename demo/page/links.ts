import type { Links, Overview, ShownDsn } from '../src/console/overview';
import { byId, drawWhenChanged, make } from './dom.js';

const placesOf = ({ api, prometheus, alertmanager, grafana }: Links) =>
  [
    ['Grafana', grafana],
    ['Prometheus', prometheus],
    ['Alertmanager', alertmanager],
    ['API', new URL('/api/0/', api).href],
  ].filter(([, href]) => href !== undefined) as [string, string][];

/** Whether it could be copied: browsers have no clipboard for a page that came over plain HTTP from another machine. */
async function write(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return false;
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

function makeDsn({ project, dsn }: ShownDsn): HTMLElement {
  const copy = make(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Copy the DSN of ${project}` },
    'Copy',
  );
  const text = make('code', {}, dsn);
  copy.addEventListener('click', () => {
    void write(dsn).then((isWritten) => {
      copy.textContent = isWritten ? 'Copied' : 'Selected';
      if (!isWritten) getSelection()?.selectAllChildren(text);
    });
  });
  return make('li', {}, make('b', {}, project), text, copy);
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
