import type { Severity } from '../model';

export interface WorkbookPair {
  readonly severity: Severity;
  readonly longSeconds: number;
  readonly shortSeconds: number;
  /** The share of the budget that is spent when the pair fires. */
  readonly budgetShare: string;
}

/** The four pairs of the SRE workbook (chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"), for thirty days. */
export const workbook: readonly WorkbookPair[] = [
  { severity: 'page', longSeconds: 3_600, shortSeconds: 300, budgetShare: '0.02' },
  { severity: 'page', longSeconds: 21_600, shortSeconds: 1_800, budgetShare: '0.05' },
  { severity: 'ticket', longSeconds: 86_400, shortSeconds: 7_200, budgetShare: '0.1' },
  { severity: 'ticket', longSeconds: 259_200, shortSeconds: 21_600, budgetShare: '0.1' },
];

/** The SLO window for which the table is written. */
export const workbookPeriodSeconds = 2_592_000;

/** SLO windows this near to the workbook's keep its windows; only the burn rates follow (13.44 for 28 days). */
export const keptScales = { least: 0.9, most: 1.1 } as const;

/** The highest error ratio an alert may wait for: above it, a total outage might not fire it. */
export const highestThreshold = '0.9';

/** A ticket goes on firing for so many of its short windows after its condition ended: no flapping at the threshold. */
export const keepFiringShortWindows = 3;
