import type { Overview } from '../src/console/overview';
import { refreshCharts } from './charts.js';
import { byId, setText } from './dom.js';
import { drawFaults, foreseeAll, tickFaults } from './faults/faults.js';
import { drawInbox } from './inbox.js';
import { drawLinks } from './links.js';
import { drawNow } from './now.js';
import { change } from './requests.js';
import { drawSlos } from './slos.js';
import { drawTraffic } from './traffic.js';

const CHARTS_EVERY_MS = 15_000;
const FORESEE_EVERY_MS = 30_000;
const TICK_MS = 1_000;

let latest: Overview | undefined;
/** How far the console's clock is ahead of this browser's. */
let aheadMs = 0;
const consoleTime = (): number => Date.now() + aheadMs;
const everyWhileSeen = (ms: number, task: () => void): void => {
  setInterval(() => {
    if (!document.hidden) task();
  }, ms);
};

/** What goes on between two messages: the countdowns. */
function drawWhatRuns(overview: Overview): void {
  tickFaults(consoleTime());
  drawNow(overview, consoleTime());
}

function draw(overview: Overview): void {
  const isFirst = latest === undefined;
  latest = overview;
  aheadMs = Date.parse(overview.now) - Date.now();
  drawSlos(overview);
  drawFaults(overview);
  drawWhatRuns(overview);
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
everyWhileSeen(TICK_MS, () => latest && drawWhatRuns(latest));
