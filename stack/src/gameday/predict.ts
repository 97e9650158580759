import {
  type Heartbeat,
  type PrometheusClocks,
  clocksOf,
  nextTick,
  queryValue,
  readClocks,
  readHeartbeat,
  recentRate,
  recordedRates,
  silenceWithoutAlertmanager,
  silenceWithoutPrometheus,
  targetDownAt,
} from '@express-slo-stack/demo';
import { burnPageOverAt, secondsToBurnPage, targetUpAt } from './forecast';
import { type ExpectedPage, SERVICE } from './scenarios';
import { type Site, stackOf } from './site';

/** Predicts when a scenario's page is delivered and when its end is; both in milliseconds since the epoch. */
export interface Predictor {
  /** If it breaks now. */
  readonly pageAt: number;
  /** If it is mended now. */
  overAt(page: { readonly receivedAt: number; readonly burn: string }): Promise<number>;
}

/** The interval of the rule groups that make the base records. */
const RECORD_SECONDS = 30;

/** Reads the windows and the clocks as they stand, before anything breaks. Nothing for a scenario without a page. */
export async function predictorFor(expected: ExpectedPage, site: Site): Promise<Predictor | undefined> {
  if (expected.page === 'none') return undefined;
  const clocks = await readClocks(site.prometheus, SERVICE);
  if (expected.page === 'burn') return burnPredictor(expected, site, clocks);
  if (expected.page === 'target-down') {
    return {
      pageAt: targetDownAt(clocks, Date.now()),
      overAt: ({ receivedAt }) => Promise.resolve(targetUpAt(clocks, Date.now(), receivedAt)),
    };
  }
  const heartbeat = await readHeartbeat(await site.demo.watchdog(), stackOf(site).urls.alertmanager);
  return silencePredictor(expected.because, heartbeat, clocks);
}

async function burnPredictor(
  { slo, errorShare }: Extract<ExpectedPage, { page: 'burn' }>,
  { prometheus }: Site,
  clocks: PrometheusClocks,
): Promise<Predictor> {
  const labels = { service: SERVICE, slo };
  const recorded = await recordedRates(prometheus, labels, RECORD_SECONDS);
  const budget = await queryValue(
    prometheus,
    `max(slo:error_budget:ratio{service="${SERVICE}", slo="${slo}"})`,
  );
  const objective = 1 - (budget ?? NaN);
  const evaluation = clocks.evaluations.get(`slo-${SERVICE}-${slo}`) ?? { lastAt: NaN, everySeconds: NaN };
  const atNow = (now: number) => clocksOf(clocks.scrape, evaluation, now);
  const began = Date.now();
  return {
    pageAt: began + secondsToBurnPage(recorded, errorShare, objective, atNow(began)) * 1000,
    overAt: async ({ receivedAt, burn }) => {
      const now = Date.now();
      const traffic = { objective, eventsPerSecond: recentRate(recorded) };
      const windows = await recordedRates(prometheus, labels, RECORD_SECONDS);
      return burnPageOverAt(burn, windows, traffic, atNow(now), { now, pagedAt: receivedAt });
    },
  };
}

/** What went silent speaks again with the next evaluation, or with the next renewal after it. */
function silencePredictor(
  because: 'prometheus' | 'alertmanager',
  heartbeat: Heartbeat,
  { evaluations }: PrometheusClocks,
): Predictor {
  const evaluation = evaluations.get('monitoring') ?? { lastAt: NaN, everySeconds: NaN };
  const renewal = { lastAt: heartbeat.renewedAt, everySeconds: heartbeat.renewalSeconds };
  const [pageAt, next] =
    because === 'prometheus'
      ? [silenceWithoutPrometheus(heartbeat), evaluation]
      : [silenceWithoutAlertmanager(heartbeat), renewal];
  return { pageAt, overAt: () => Promise.resolve(nextTick(next, Date.now())) };
}
