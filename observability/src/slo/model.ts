import type { Decimal } from './decimal';
import type { QueryTemplate } from './promql';

/** A place in a source file; lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something a reader could not carry over, or the compiler changed, and what it did instead. */
export interface Note {
  readonly id: string;
  readonly message: string;
  readonly position?: SourcePosition;
}

export type Dialect = 'openslo/v1' | 'openslo/v1alpha' | 'openslo.com/v2alpha' | 'sloth' | 'pyrra';

/** Events, some of them bad: by a query for the bad ones or for the good ones, and one for all. */
export interface EventSli {
  readonly kind: 'events';
  /** `errors` when the query counts bad events, `good` when it counts good ones. */
  readonly counts: 'errors' | 'good';
  readonly query: QueryTemplate;
  readonly total: QueryTemplate;
  /** False when the metrics are gauges holding the events of each sample, not counters. */
  readonly counter: boolean;
  /** Set when good events are the observations of a classic histogram at or below a bound. */
  readonly latency?: LatencyBound;
}

export interface LatencyBound {
  /** The histogram's base name, without `_bucket`. */
  readonly histogram: string;
  /** The bucket's bound in the metric's unit (seconds by convention). */
  readonly threshold: Decimal;
}

/** A query that already is a ratio, between 0 and 1, weighted by time because no event counts are known. */
export interface RatioSli {
  readonly kind: 'ratio';
  readonly counts: 'errors' | 'good';
  readonly query: QueryTemplate;
}

/** A gauge that is 1 when good and 0 when bad, such as `up`. Every sample is an event. */
export interface GaugeSli {
  readonly kind: 'gauge';
  readonly query: QueryTemplate;
}

export type Sli = EventSli | RatioSli | GaugeSli;

/** A window that ends now. */
export interface RollingWindow {
  readonly kind: 'rolling';
  readonly seconds: number;
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A window that begins anew at fixed dates: `count` units long, counted from `start`. */
export interface CalendarWindow {
  readonly kind: 'calendar';
  readonly count: number;
  readonly unit: CalendarUnit;
  /** `YYYY-MM-DD HH:MM:SS`, as the source says. */
  readonly start: string;
  /** IANA name. */
  readonly timeZone: string;
}

export type TimeWindow = RollingWindow | CalendarWindow;

/** How the budget is counted (OpenSLO `budgetingMethod`). */
export type Budgeting =
  /** Good events over all events. */
  | { readonly method: 'occurrences' }
  /** Good slices over all slices; a slice is good when its ratio of good events reaches `target`. */
  | { readonly method: 'timeslices'; readonly target: Decimal; readonly sliceSeconds: number }
  /** The mean of the slices' ratios of good events. */
  | { readonly method: 'ratio-timeslices'; readonly sliceSeconds: number };

export type Severity = 'page' | 'ticket';

/** One multiwindow burn-rate condition: both windows' ratios above `burn` times the budget. */
export interface BurnPair {
  readonly severity: Severity;
  readonly longSeconds: number;
  readonly shortSeconds: number;
  /** Multiples of the burn that spends the whole budget in exactly one SLO window. */
  readonly burn: Decimal;
  readonly forSeconds?: number;
  readonly keepFiringForSeconds?: number;
  /** Added to the alert's own. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Where a spec asked for it; absent for the workbook's table. */
  readonly position?: SourcePosition;
}

/** Labels and annotations that one severity's burn alerts get; `off` leaves them out. */
export interface SeverityOptions {
  readonly off?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Alerting {
  /** Replaces `SLOBurn` as the burn alerts' name, where a dialect names its alerts. Only `--naming sloth` uses it. */
  readonly name?: string;
  /** The spec's own conditions; absent means the workbook's four pairs, scaled to the SLO's window. */
  readonly pairs?: readonly BurnPair[];
  readonly page?: SeverityOptions;
  readonly ticket?: SeverityOptions;
  /** Fewest bad events in the long window before a burn alert may fire; default 10 for counted occurrences, 0 otherwise. */
  readonly minimumErrors?: number;
  /** No `SLONoData` alert when false. */
  readonly noData?: boolean;
  /** No `SLOBudgetSpent` alert when false. */
  readonly budgetSpent?: boolean;
  /** Added to every alert of the SLO. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One objective on one SLI: whatever the dialect, this is what is compiled. */
export interface Slo {
  /** Value of the label `service`. */
  readonly service: string;
  /** Value of the label `slo`; distinct within the service, also for several objectives of one spec. */
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  /** Between 0 and 1, both excluded: 0.999. */
  readonly objective: Decimal;
  readonly sli: Sli;
  readonly window: TimeWindow;
  readonly budgeting: Budgeting;
  /** Raw labels kept apart: each combination of their values has a budget of its own. */
  readonly groupBy: readonly string[];
  /** Added to every alert and to the information series; recorded series carry the identity only. */
  readonly labels: Readonly<Record<string, string>>;
  /** Added to every alert. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly alerting: Alerting;
  readonly dialect: Dialect;
  readonly position: SourcePosition;
}

/** What a reader hands over: the SLOs of its documents, and what it could not carry over. */
export interface ReadResult {
  readonly slos: readonly Slo[];
  readonly notes: readonly Note[];
}

/** The error budget: the share of events that may be bad. */
export const errorBudget = (slo: Pick<Slo, 'objective'>): Decimal => slo.objective.minus(1).times(-1);
