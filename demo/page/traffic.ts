import type { Overview } from '../src/console/overview';
import { drawChart } from './chart.js';
import { byId, drawWhenChanged, make, setText } from './dom.js';
import { axisNumber, percent } from './format.js';

type Traffic = Overview['traffic'];
type Moment = Traffic['recent'][number];

const MOMENTS_A_MINUTE = 12;
const SECONDS_A_MOMENT = 60 / MOMENTS_A_MINUTE;

const sum = (moments: readonly Moment[], key: 'requests' | 'failures'): number =>
  moments.reduce((total, moment) => total + moment[key], 0);

const row = (app: string, route: string, answer: string | number, count: number): HTMLElement =>
  make(
    'tr',
    {},
    make('td', {}, app),
    make('td', {}, make('code', {}, route)),
    make('td', {}, String(answer)),
    make('td', { class: 'number' }, count.toLocaleString()),
  );

function drawLedger({ rows, notSent }: Traffic): void {
  drawWhenChanged(byId('ledger'), [rows, notSent], () => [
    ...[...rows]
      .sort((a, b) => b.count - a.count)
      .map(({ app, method, route, status, count }) => row(app, `${method} ${route}`, status, count)),
    ...notSent.map(({ app, reason, count }) => row(app, 'not sent', reason, count)),
  ]);
}

/** How much is sent and fails, over ten minutes, and on demand every request by its answer. */
export function drawTraffic({ traffic, now }: Overview): void {
  // The last moment is not over yet.
  const whole = traffic.recent.slice(0, -1);
  const lastMinute = whole.slice(-MOMENTS_A_MINUTE);
  const inMinute = sum(lastMinute, 'requests');
  byId('traffic-off').hidden = traffic.on;
  setText(byId('rate'), traffic.requestsPerSecond.toFixed(1));
  setText(byId('failing'), inMinute === 0 ? '–' : percent(sum(lastMinute, 'failures') / inMinute));
  setText(byId('sent'), traffic.requests.toLocaleString());
  if ((byId('ledger').closest('details') as HTMLDetailsElement).open) drawLedger(traffic);

  const end = Math.floor(Date.parse(now) / 1000);
  const perSecond = (key: 'requests' | 'failures') => whole.map((moment) => moment[key] / SECONDS_A_MOMENT);
  drawChart(byId('traffic-chart'), {
    label: `Requests a second over the last ten minutes: now ${traffic.requestsPerSecond.toFixed(1)}`,
    times: whole.map((_, at) => end - (whole.length - at) * SECONDS_A_MOMENT),
    lines: [
      { colour: '--chart', values: perSecond('requests') },
      { colour: '--bad', values: perSecond('failures') },
    ],
    text: axisNumber,
    most: 10,
    spanSeconds: 600,
  });
}
