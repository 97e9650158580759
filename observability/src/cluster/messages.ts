import type { Exemplar } from '../http/exemplar';
import type { LineName } from '../http/families/line-names';

/** What the primary sends to a worker. */
export interface ReportRequest {
  readonly type: typeof REQUEST;
  /** Report everything from the start: the primary did not hear the first report. */
  readonly again: boolean;
}

/** What several series of a family have in common: announced once, then named by its number. */
export interface Shape {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly names: readonly LineName[];
  readonly labelNames: readonly string[];
}

/** What changed in a worker's ledger since its last report: a part of it, so that none takes long to read. */
export interface LedgerPart {
  readonly shapes: readonly Shape[];
  /** New series in the order of their numbers: the number of the shape, then the label values. */
  readonly series: readonly (readonly [number, ...(string | number)[]])[];
  /** For each changed series its number, then how much each of its lines grew; see `number-stream`. */
  readonly growth: string;
  /** The number of a series, the line, and its new exemplar. */
  readonly exemplars: readonly (readonly [number, number, Exemplar])[];
}

/** A metric of the client's, as its registry hands it over. */
export interface ClientMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly aggregator: string;
  /** Why it could not be collected: it has no values then. */
  readonly error?: string;
  readonly values: readonly {
    readonly metricName?: string;
    readonly labels: Readonly<Record<string, string | number>>;
    /** As text where JSON has no number for it. */
    readonly value: number | string;
  }[];
}

export interface LedgerReport {
  readonly type: typeof LEDGER;
  /** 0 for the first that a worker sends, which says that it will answer requests. */
  readonly sequence: number;
  readonly part: LedgerPart;
}

/** The last message of what answers a request. */
export interface ClientReport {
  readonly type: typeof CLIENT;
  readonly metrics: readonly ClientMetric[];
}

/** What the primary answers a worker's first report with. */
export interface Heard {
  readonly type: typeof HEARD;
}

export const REQUEST = 'express-slo-stack:report-metrics';
export const HEARD = 'express-slo-stack:metrics-heard';
export const LEDGER = 'express-slo-stack:ledger-report';
export const CLIENT = 'express-slo-stack:client-report';

/** Whether a message, of which an application may have its own, is one of these. */
export const isMessage = <M extends { readonly type: string }>(
  message: unknown,
  type: M['type'],
): message is M =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === type;
