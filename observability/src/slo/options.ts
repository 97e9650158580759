import type { Severity } from './model';

/** What the labels of recorded series and alerts are called: this project's names, or Sloth's. */
export type Naming = 'house' | 'sloth';

export interface CompileOptions {
  /** How often Prometheus scrapes the SLI's metrics, in seconds. */
  readonly scrapeSeconds: number;
  readonly naming: Naming;
  /** What the label `severity` says for each of the two. */
  readonly severities: Readonly<Record<Severity, string>>;
  /** Folder of runbooks; the alert's name and `.md` are appended. */
  readonly runbooks: string;
  /** The SLO dashboard; `var-service` and `var-slo` are appended. */
  readonly dashboard: string;
}

/** Values of the label `severity`: ours, and those of the monitoring mixins (`--severity critical,warning`). */
export const severityNames = {
  house: { page: 'page', ticket: 'ticket' },
  mixin: { page: 'critical', ticket: 'warning' },
} as const satisfies Record<string, Record<Severity, string>>;

/** What Prometheus does unless told otherwise: it scrapes once a minute. */
export const defaultOptions: CompileOptions = {
  scrapeSeconds: 60,
  naming: 'house',
  severities: severityNames.house,
  runbooks: 'https://github.com/express-slo-stack/express-slo-stack/blob/main/docs/runbooks',
  dashboard: 'http://127.0.0.1:3000/d/slo-detail',
};

/** `rate` needs two samples; four let one scrape fail and still give a slope (Prometheus's own advice). */
export const scrapesPerBase = 4;

/** The range of the rates in the two base records, in seconds. */
export const baseSeconds = ({ scrapeSeconds }: Pick<CompileOptions, 'scrapeSeconds'>): number =>
  scrapesPerBase * scrapeSeconds;

/**
 * How often the SLO's records and burn alerts are evaluated, in seconds, whatever the scrape interval: a sum over records
 * weighs each by it, so thirty days of them can only be added up when it never changes.
 */
export const intervalSeconds = 30;

/** How often the SLO window's own records are evaluated; well below the five minutes after which a series is stale. */
export const budgetIntervalSeconds = 120;
