import { reportIn, type HistoryReport } from '@express-slo-stack/demo';

/** How it went, from what the generator and prometheus/backfill.sh wrote. */
export function historyReport(generated: string, backfilled: string): HistoryReport {
  const report = reportIn(generated) ?? { problem: lastLine(generated) };
  if (!('ledger' in report) || /^backfill: done$/m.test(backfilled)) return report;
  return { problem: backfilled.trim() };
}

/** The report in a sentence for people. */
export function historyNews(report: HistoryReport): string {
  if ('skipped' in report) return `no history: ${report.skipped}`;
  if ('problem' in report) return `Warning: no history, budgets begin anew. ${report.problem}`;
  const without = report.leftOut.length === 0 ? '' : `, but not for ${report.leftOut.join(', ')}`;
  return `${report.days} days of history are there${without}`;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
