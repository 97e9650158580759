import type { FaultName, GradeInput } from '@express-slo-stack/demo';
import type { ComponentName } from '../components';
import type { TrafficChoice } from '../stack';

/** How a scenario breaks the stack. */
export type Breakage =
  | { readonly how: 'fault'; readonly fault: FaultName; readonly grade: GradeInput<FaultName> }
  /** Killed, and started again when it is mended. */
  | { readonly how: 'killed'; readonly component: Exclude<ComponentName, 'demo'> }
  /** The scrape token is replaced: the API's first, then Prometheus's. */
  | { readonly how: 'token rotated' }
  /** One request to ingestion fails. */
  | { readonly how: 'one failure' }
  /** Nothing breaks; there just is no traffic. */
  | { readonly how: 'not' };

/** The page that a scenario must bring. */
export type ExpectedPage =
  /** SLOBurn; that share of the SLO's events is bad while the fault is on. */
  | { readonly page: 'burn'; readonly slo: string; readonly errorShare: number }
  | { readonly page: 'target-down' }
  /** The inbox's own page: the Watchdog stopped arriving. */
  | { readonly page: 'silence'; readonly because: 'prometheus' | 'alertmanager' }
  /** Watched for that long instead. */
  | { readonly page: 'none'; readonly watchSeconds: number };

export interface Scenario {
  readonly title: string;
  readonly traffic: TrafficChoice | false;
  /** Requests a second at the end of the history that Prometheus begins with. */
  readonly historyRate: number;
  readonly breakage: Breakage;
  readonly expected: ExpectedPage;
  /** SLOs that the same fault may page about besides the expected page. */
  readonly alsoPages?: readonly string[];
  /** Whether Prometheus must scrape the API throughout. */
  readonly scrapedThroughout?: boolean;
}

/** The service whose SLOs are practised on. */
export const SERVICE = 'gt-api';

/** Even within a game day: a day takes as long as a real one. */
const evenly = (requestsPerSecond: number) => ({
  traffic: { requestsPerSecond, daySeconds: 86_400 },
  historyRate: requestsPerSecond,
});
/** Enough that chance moves the time to page by little, and little enough for several stacks on two cores. */
const usual = evenly(20);
const quiet = { page: 'none', watchSeconds: 240 } as const;

/** What can be practised: `npm run gameday -- NAME`. The longest come first: they start first when all are played. */
export const scenarios = {
  'slow-database': {
    // The embedded database works on one statement at a time: more requests than this it could not serve so slowly.
    ...evenly(5),
    title: 'Every statement of the database takes 0.3 s longer',
    breakage: { how: 'fault', fault: 'database-slow', grade: { ms: 300 } },
    expected: { page: 'burn', slo: 'api-latency', errorShare: 1 },
    alsoPages: ['ingest-latency'],
  },
  'errors-10': {
    ...usual,
    title: 'Every tenth request to the REST API fails',
    breakage: { how: 'fault', fault: 'errors', grade: { share: 0.1, scope: 'api', status: 500 } },
    expected: { page: 'burn', slo: 'api-availability', errorShare: 0.1 },
  },
  'dead-prometheus': {
    ...usual,
    title: 'Prometheus is killed',
    breakage: { how: 'killed', component: 'prometheus' },
    expected: { page: 'silence', because: 'prometheus' },
  },
  outage: {
    ...usual,
    title: 'Total outage of ingestion',
    breakage: { how: 'fault', fault: 'errors', grade: { share: 1, scope: 'ingest', status: 503 } },
    expected: { page: 'burn', slo: 'ingest-availability', errorShare: 1 },
  },
  'no-traffic': {
    title: 'After a month of traffic there is none',
    traffic: false,
    historyRate: usual.historyRate,
    breakage: { how: 'not' },
    expected: quiet,
    scrapedThroughout: true,
  },
  'low-traffic': {
    // A fifth of it is ingestion: ten requests an hour.
    ...evenly(50 / 3600),
    title: 'Of ten requests an hour, one fails',
    breakage: { how: 'one failure' },
    expected: quiet,
    scrapedThroughout: true,
  },
  'dead-alertmanager': {
    ...usual,
    title: 'Alertmanager is killed',
    breakage: { how: 'killed', component: 'alertmanager' },
    expected: { page: 'silence', because: 'alertmanager' },
    scrapedThroughout: true,
  },
  'dead-api': {
    ...usual,
    title: 'The API is killed',
    breakage: { how: 'killed', component: 'api' },
    expected: { page: 'target-down' },
  },
  'token-rotation': {
    ...usual,
    title: 'The scrape token is rotated',
    breakage: { how: 'token rotated' },
    expected: { page: 'none', watchSeconds: 120 },
    scrapedThroughout: true,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

/** All of them, in the order in which they are started. */
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
