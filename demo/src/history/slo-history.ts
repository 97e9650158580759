import {
  baseSeconds,
  errorBudget,
  type CompiledSlo,
  type CompileOptions,
} from '@express-slo-stack/observability/slo';
import { alongGrid } from './grid';
import type { Simulation } from './simulate';
import type { SliEvents } from './sli-events';
import { WindowSums } from './windows';

/** What the month was for one SLO: the truth that Prometheus's numbers must come to. */
export interface SloLedger {
  readonly service: string;
  readonly slo: string;
  /** Events within the SLO's window, which ends with the month. */
  readonly events: number;
  readonly bad: number;
  /** 1 is a whole budget, below 0 is overspent. */
  readonly budgetRemaining: number;
}

/** One SLO's two base records along the month, as its rules would have recorded them, and sums over any window. */
export class SloHistory {
  readonly errors: Float64Array;
  readonly total: Float64Array;
  private readonly errorSums: WindowSums;
  private readonly totalSums: WindowSums;
  private readonly step: number;

  constructor(
    readonly compiled: CompiledSlo,
    private readonly counted: SliEvents,
    { grid, scrapes }: Simulation,
    options: Pick<CompileOptions, 'scrapeSeconds'>,
  ) {
    const base = baseSeconds(options);
    const length = base / grid.step;
    this.step = grid.step;
    const answered = new WindowSums(scrapes.answered);
    // Without an answered scrape in the base window a rate has nothing to come from; failed scrapes are counted all the same.
    const isRecorded = (index: number): boolean =>
      compiled.slo.sli.kind === 'gauge' || answered.sum(index, length) > 0;
    const rateOf = (counts: Float64Array): Float64Array => {
      const sums = new WindowSums(counts);
      return alongGrid(grid, (index) => (isRecorded(index) ? sums.sum(index, length) / base : NaN));
    };
    this.errors = rateOf(counted.bad);
    this.total = rateOf(counted.all);
    this.errorSums = new WindowSums(this.errors);
    this.totalSums = new WindowSums(this.total);
  }

  /** Bad events within a window of seconds. */
  badEvents(index: number, windowSeconds: number): number {
    return this.errorSums.sum(index, windowSeconds / this.step) * this.step;
  }

  /** The error ratio over a window of seconds; NaN, which is no sample, where there were no events. */
  ratio(index: number, windowSeconds: number): number {
    const length = windowSeconds / this.step;
    const total = this.totalSums.sum(index, length);
    return total > 0 ? this.errorSums.sum(index, length) / total : NaN;
  }

  get ledger(): SloLedger {
    const { slo, plan } = this.compiled;
    const within = (counts: Float64Array): number =>
      new WindowSums(counts).sum(counts.length - 1, plan.periodSeconds / this.step);
    const [events, bad] = [within(this.counted.all), within(this.counted.bad)];
    const budgetRemaining = 1 - (events > 0 ? bad / events : 0) / Number(errorBudget(slo));
    return { service: slo.service, slo: slo.name, events, bad, budgetRemaining };
  }
}
