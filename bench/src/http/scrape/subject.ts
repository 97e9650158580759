/** A metrics library with some series of one histogram: three labels, OpenTelemetry's fourteen buckets, 17 lines each. */
export interface Subject {
  /** Counts one request in a series. */
  touch(series: number): void;
  /** Everything, as bytes that are ready to be sent. */
  scrape(): Promise<readonly Buffer[]>;
  /** The bytes of the last scrape are sent, and may be written over. */
  sent?(): void;
}

export type MakeSubject = (series: number) => Subject;

export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** Buckets, the one without bound, sum and count. */
export const LINES_PER_SERIES = BUCKETS.length + 3;
export const NAME = 'http_server_request_duration_seconds';
export const routeOf = (series: number) => `/api/0/organizations/:organization/things/${series}`;
/** What a request takes in each library: all buckets that are cumulative change. */
export const SECONDS = 0.0042;
