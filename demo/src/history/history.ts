import {
  compileSlo,
  defaultOptions,
  intervalSeconds,
  latencyBounds,
  type Slo,
} from '@express-slo-stack/observability/slo';
import { OPENTELEMETRY_DURATION_BOUNDS } from '@express-slo-stack/observability';
import { stackPipeline } from '../gameday/pipeline';
import { firingAlerts } from './alerts';
import { months, type MonthName } from './events';
import type { Grid } from './grid';
import { histogramSeries } from './raw-series';
import { recordedSeries } from './records';
import { releaseSeries } from './release-series';
import { runtimeSeries } from './runtime-series';
import type { Series } from './series';
import { lastSteps, simulate, type RequestCell, type Simulation } from './simulate';
import { eventsOf, REQUEST_HISTOGRAM } from './sli-events';
import { SloHistory, type SloLedger } from './slo-history';
import type { Labels, Targets } from './targets';

export interface HistoryOptions {
  /** The last moment, in whole seconds since 1970. Prometheus takes no live sample from before it. */
  readonly end: number;
  readonly days: number;
  readonly month: MonthName;
  /** Traffic at the end; the month swings around it. */
  readonly requestsPerSecond: number;
  readonly seed: number;
  readonly slos: readonly Slo[];
  readonly targets: Targets;
  /** The labels of `build_info` as the API exposes them now. */
  readonly running: Labels;
}

export interface History {
  readonly series: readonly Series[];
  /** What Prometheus's numbers must come to, per SLO. */
  readonly ledger: readonly SloLedger[];
  /** SLOs of a kind that the history does not know: they begin with the live data. */
  readonly leftOut: readonly string[];
}

const DAY = 86_400;
/** Raw series and dense records are for the charts of the last hours. */
const RAW_SECONDS = 6 * 3600;
const RELEASE_SECONDS = 300;

const gridOf = (end: number, seconds: number, step: number): Grid => ({ end, step, count: seconds / step });

/** A month of history for Prometheus, as series to be written. The same options give the same month. */
export function createHistory(options: HistoryOptions): History {
  const { end, days, requestsPerSecond, seed, slos, targets, running } = options;
  const scrapeSeconds = stackPipeline.scrapeIntervalSeconds;
  const compiler = { ...defaultOptions, scrapeSeconds };
  const events = months[options.month];
  const grid = gridOf(end, days * DAY, intervalSeconds);
  const scrapes = gridOf(end, RAW_SECONDS, scrapeSeconds);
  const api = targets['gt-api'];

  const simulation = simulate({ grid, scrapeSeconds, requestsPerSecond, events, seed });
  const known = slos.map((slo) => ({ slo, counted: eventsOf(slo, simulation, api) }));
  const histories = known.flatMap(({ slo, counted }) =>
    counted === undefined ? [] : [new SloHistory(compileSlo(slo, compiler), counted, simulation, compiler)],
  );
  const bounds = [...OPENTELEMETRY_DURATION_BOUNDS, ...latencyBounds(slos, REQUEST_HISTOGRAM)];
  const ascending = [...new Set(bounds)].sort((a, b) => a - b);

  return {
    series: [
      ...histories.flatMap((history) => recordedSeries(history, grid, RAW_SECONDS)),
      ...histories.flatMap((history) => firingAlerts(history, grid)),
      ...lastAnswers(simulation, RAW_SECONDS).flatMap((cell) =>
        histogramSeries(cell, ascending, api, scrapes),
      ),
      ...runtimeSeries(targets, scrapes),
      ...releaseSeries(events, running, api, gridOf(end, days * DAY, RELEASE_SECONDS)),
    ],
    ledger: histories.map((history) => history.ledger),
    leftOut: known.filter(({ counted }) => counted === undefined).map(({ slo }) => slo.name),
  };
}

/** The cells with answers in the last seconds, as they were then. */
function lastAnswers({ grid, cells }: Simulation, seconds: number): RequestCell[] {
  return cells
    .map((cell) => lastSteps(cell, seconds / grid.step))
    .filter(({ counts }) => counts.some((count) => count > 0));
}
