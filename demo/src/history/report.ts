import type { MonthName } from './events';
import type { SloLedger } from './slo-history';

/** What the generator tells on its standard output, as one line of JSON. */
export type HistoryReport =
  | {
      readonly month: MonthName;
      /** The last moment, in seconds since 1970. */
      readonly end: number;
      readonly days: number;
      readonly ledger: readonly SloLedger[];
      /** SLOs without history. */
      readonly leftOut: readonly string[];
    }
  /** Why there is none, where none is wanted. */
  | { readonly skipped: string }
  /** Why there is none, where it failed. */
  | { readonly problem: string };

/** The report in what a program wrote, or nothing. */
export function reportIn(output: string): HistoryReport | undefined {
  const line = output.split('\n').findLast((text) => text.startsWith('{'));
  return line === undefined ? undefined : (JSON.parse(line) as HistoryReport);
}
