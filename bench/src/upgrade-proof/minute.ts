import { setTimeout as sleep } from 'node:timers/promises';
import { exposition, rawSeries, type Flow } from './flow';
import { historyOf } from './history';
import { startLive } from './live';
import { alertsNamed, firstPage } from './questions';
import { inSeconds, type Row } from './row';
import { compiled, explained, together, type Target } from './rules';
import { evaluation, timesFrom } from './times';

/** Prometheus's own default, and that of the commands. */
const scrapeSeconds = 60;
const shares = [1, 0.5] as const;
/** Outages begin at these moments between two scrapes: a prediction is of their mean. */
const delays = [0, 15, 30, 45] as const;
const metric = 'requests_total';
const now = () => Date.now() / 1_000;

const subjects = shares.flatMap((share) =>
  delays.map((delay) => {
    const outage = `${share * 100}-${delay}`;
    const target: Target = {
      service: `minute-${outage}`,
      kind: 'plain',
      metric,
      matchers: `outage="${outage}"`,
    };
    const flow: Flow = { metric, labels: { outage }, alwaysBad: 0, outageBad: share, delay };
    return { share, delay, target, flow, built: compiled(target, undefined, scrapeSeconds) };
  }),
);

/** What the command builds by default, in a Prometheus that scrapes every minute: does it page as `explain` says? */
export async function minuteRows(): Promise<Row[]> {
  const longest = Math.max(...subjects.map(({ built, share }) => explained(built, share)));
  const lasting = longest + Math.max(...delays) + 3 * scrapeSeconds;
  const times = timesFrom(Math.floor(now() / evaluation) * evaluation, lasting);
  const flows = subjects.map(({ flow }) => flow);
  const history = historyOf(times);
  const prometheus = await startLive({
    series: [
      ...rawSeries(flows, times, scrapeSeconds),
      ...subjects.flatMap(({ target: { service } }) =>
        history({ series: [{ service, slo: 'checkout' }], calendar: false, ratioLabels: () => ({}) }),
      ),
    ],
    groups: together(subjects.map(({ built }) => built.groups)),
    scrapeSeconds,
    expose: () => exposition(flows, times, now()),
  });
  try {
    await sleep((times.over - now()) * 1_000);
    const rows = [];
    for (const share of shares) {
      const alike = subjects.filter((subject) => subject.share === share);
      const pages = [];
      for (const { target, delay } of alike) {
        const page = await firstPage(prometheus.url, { service: target.service, slo: 'checkout' });
        pages.push(page === undefined ? Infinity : page - times.outage - delay);
      }
      const [first] = alike;
      const expected = first ? explained(first.built, share) : NaN;
      const mean = pages.reduce((sum, page) => sum + page, 0) / pages.length;
      rows.push({
        case: `built by default, scraped every minute, ${share * 100} % errors`,
        truth: `explained: page after ${inSeconds(expected)}`,
        found: `page after ${pages.map((page) => inSeconds(page)).join(', ')}: ${inSeconds(mean)} in the mean`,
        holds: Math.abs(mean - expected) <= evaluation,
      });
    }
    const blind = await alertsNamed(prometheus.url, 'SLONotRecorded');
    rows.push({
      case: 'built by default, scraped every minute',
      truth: 'recorded',
      found: blind === 0 ? 'no SLONotRecorded' : `${blind} SLONotRecorded`,
      holds: blind === 0,
    });
    return rows;
  } finally {
    await prometheus.stop();
  }
}
