import { setTimeout as sleep } from 'node:timers/promises';
import { exposition, rawSeries } from './flow';
import { historyOf } from './history';
import { startLive } from './live';
import { budgetCount, firstPage, spent } from './questions';
import { inSeconds, points, type Row } from './row';
import { together } from './rules';
import { failingOf, flows, identityOf, intervalSubjects, outageSubjects, type Subject } from './subjects';
import {
  budgetEvaluation,
  evaluation,
  incident,
  monthOf,
  recordHistory,
  timesFrom,
  type Times,
} from './times';

const scrapeSeconds = 15;
const outageSeconds = 210;
const budget = 0.001;
/** Within a point; or, where more than the whole budget is spent, as in the first days of a month, a hundredth of that. */
const isNear = (share: number, right: number) => Math.abs(share - right) <= 0.01 * Math.max(1, right);
const now = () => Date.now() / 1_000;
const sleepUntil = (at: number) => sleep(Math.max(0, at - now()) * 1_000);

/** What was found of one SLO. */
interface Found {
  /** Seconds from the begin of the outage. */
  readonly page: number | undefined;
  readonly budgets: number;
  readonly spent: number;
  readonly at: number;
}

/**
 * A total outage, during which the rules of every SLO are exchanged: labels, releases and scrape intervals change. All SLOs
 * stand in one Prometheus, and are evaluated at the same moments.
 */
export async function outageRows(): Promise<Row[]> {
  const subjects = [...outageSubjects, ...intervalSubjects];
  const times = timesFrom(Math.floor(now() / evaluation) * evaluation, outageSeconds);
  const history = historyOf(times);
  const rulesOf = (part: number) => together(subjects.map(({ parts }) => parts[part] ?? []));
  const prometheus = await startLive({
    series: [
      ...rawSeries(flows, times, scrapeSeconds),
      ...subjects.flatMap(({ records }) => history(records)),
    ],
    groups: rulesOf(0),
    scrapeSeconds,
    expose: () => exposition(flows, times, now()),
  });
  const { url } = prometheus;
  const spentNow = (subject: Subject) => spent(url, failingOf(subject));
  try {
    await sleepUntil(times.outage + 1.5 * evaluation);
    const before = await Promise.all(intervalSubjects.map(spentNow));
    await prometheus.exchangeRules(rulesOf(1));
    await sleepUntil(times.over);
    const failures = await prometheus.failures();
    const between = await Promise.all(intervalSubjects.map(spentNow));
    await prometheus.exchangeRules(rulesOf(2));
    // What was still in the last base window is recorded by then, and read by the next evaluation of the budget.
    await sleepUntil(times.over + 90 + budgetEvaluation + evaluation);
    failures.push(...(await prometheus.failures()));
    const found = new Map<string, Found>();
    for (const subject of outageSubjects) {
      const page = await firstPage(url, identityOf(subject));
      const budgets = await budgetCount(url, identityOf(subject));
      const { share, at } = await spentNow(subject);
      const after = page === undefined ? undefined : page - times.outage;
      found.set(subject.service, { page: after, budgets, spent: share, at });
    }
    const after = await Promise.all(intervalSubjects.map(spentNow));
    return [
      ...outageSubjects.map((subject) => changeRow(subject, found, times)),
      ...intervalSubjects.map(({ change }, index) => {
        const shares = [before, between, after].map((all) => all[index]?.share ?? NaN);
        return intervalRow(change, shares);
      }),
      {
        case: 'rules that failed in any evaluation',
        truth: 'none',
        found: failures.length === 0 ? 'none' : `${failures.length}: ${failures[0]}`,
        holds: failures.length === 0,
      },
    ];
  } finally {
    await prometheus.stop();
  }
}

/** A pageless control would make every comparison hold. */
function changeRow(subject: Subject, found: ReadonlyMap<string, Found>, times: Times): Row {
  const { kind, change, service } = subject;
  const [own, control] = [found.get(service), found.get(`${kind}-none`)];
  const isControl = change === 'none';
  const right = truth(subject, times, own?.at ?? NaN);
  // A calendar's records are samples of every second minute: they may count one more or less of the outage.
  const oneSample = kind === 'calendar' ? (budgetEvaluation * right) / (incident.lasted + outageSeconds) : 0;
  const expectedBudgets = kind === 'grouped' ? 2 : 1;
  const [page, controlPage] = [own?.page ?? Infinity, control?.page ?? NaN];
  const [share, controlShare] = [own?.spent ?? NaN, control?.spent ?? NaN];
  return {
    case: `${kind}, ${isControl ? 'nothing changed: the control' : change === 'upgrade' ? 'release 0.1.0 → today' : `label ${change}`}`,
    truth:
      (isControl ? '' : `control: page after ${inSeconds(control?.page)}, ${points(controlShare)} spent; `) +
      `arithmetic ${points(right)}`,
    found: `page after ${inSeconds(own?.page)}, ${points(share)} spent, ${own?.budgets} budget${own?.budgets === 1 ? '' : 's'}`,
    holds:
      page > 0 &&
      page <= controlPage + evaluation &&
      own?.budgets === expectedBudgets &&
      isNear(share, controlShare) &&
      (isNear(share, right) || Math.abs(share - right) <= oneSample),
  };
}

/** What the events of the SLO's window have spent, at a moment. */
function truth({ kind }: Subject, { begin }: Times, at: number): number {
  const from = kind === 'calendar' ? monthOf(at) : at - recordHistory;
  const failed = Math.max(0, Math.min(incident.lasted, begin - incident.before + incident.lasted - from));
  return (failed + outageSeconds) / (at - from) / budget;
}

function intervalRow(change: string, [before = NaN, between = NaN, after = NaN]: readonly number[]): Row {
  return {
    case: change,
    truth: `${points(before)} spent before`,
    found: `${points(between)}, then ${points(after)} spent`,
    holds: [between, after].every((share) => isNear(share, before)),
  };
}
