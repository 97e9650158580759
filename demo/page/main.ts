import type { Overview } from '../src/console/overview';
import { refreshCharts } from './charts.js';
import { byId, setText } from './dom.js';
import { drawFaults, foreseeAll } from './faults/faults.js';
import { drawInbox } from './inbox.js';
import { drawLinks } from './links.js';
import { change } from './requests.js';
import { drawSlos } from './slos.js';
import { drawTraffic } from './traffic.js';

const CHARTS_EVERY_MS = 15_000;
const FORESEE_EVERY_MS = 30_000;
const TICK_MS = 1_000;

let latest: Overview | undefined;
const everyWhileSeen = (ms: number, task: () => void): void => {
  setInterval(() => {
    if (!document.hidden) task();
  }, ms);
};

function draw(overview: Overview): void {
  const isFirst = latest === undefined;
  latest = overview;
  drawSlos(overview);
  drawFaults(overview);
  drawInbox(overview);
  drawTraffic(overview);
  drawLinks(overview);
  if (isFirst) void refreshCharts();
}

function showConnection(text: string, tone: string): void {
  byId('connection').className = `pill ${tone}`;
  setText(byId('connection'), text);
}

byId('mend-all').addEventListener('click', () => void change('DELETE', '/api/faults'));
byId('empty-inbox').addEventListener('click', () => void change('DELETE', '/api/inbox'));

const live = new EventSource('/api/live');
live.addEventListener('message', ({ data }: MessageEvent<string>) => {
  showConnection('live', 'good');
  draw(JSON.parse(data) as Overview);
});
live.addEventListener('error', () => showConnection('not connected, trying again', 'bad'));

everyWhileSeen(CHARTS_EVERY_MS, () => void refreshCharts());
everyWhileSeen(FORESEE_EVERY_MS, foreseeAll);
// Between two messages the countdown goes on.
everyWhileSeen(TICK_MS, () => latest && drawFaults(latest));
