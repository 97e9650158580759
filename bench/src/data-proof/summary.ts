import type { ProofReport } from './report';

/** The report for people. */
export function summary(report: ProofReport): string {
  const { askedAfter, filled, firstStart, unused, without } = report;
  return [
    `Every query of the dashboards, and every rule, on ${report.stack}:`,
    ...(firstStart === undefined ? [] : firstStartLines(firstStart)),
    '',
    ...filled.flatMap(({ happening, seconds, queries }) => [
      `  rightly empty at first: ${queries.length}. So ${happening}: ${seconds === null ? 'they stayed empty' : `filled after ${seconds} s`}`,
      ...queries.map(({ from, kind, title }) => `    ${from}, ${kind} "${title}"`),
    ]),
    ...unused.map(({ metrics, reason }) => `  no panel or rule uses (${reason}): ${metrics.join(' ')}`),
    '',
    `  asked first ${seconds(askedAfter.from)} to ${seconds(askedAfter.to)} after the stack was ready`,
    `  panels without data then: ${report.panelsWithoutData}`,
    ...without.map(
      ({ from, kind, title, expr, problem = 'no series with a number' }) =>
        `  WITHOUT DATA: ${from}, ${kind} "${title}": ${problem}\n    ${expr.replaceAll('\n', '\n    ')}`,
    ),
    `  queries run: ${report.queries}, with data: ${report.withData}, without: ${without.length}`,
  ].join('\n');
}

/** On two cores, with no image to pull; a busy machine may miss them. */
const LIMITS = { history: 30, firstLive: 60 } as const;
const limited = (value: number | null, limit: number): string =>
  `${seconds(value)}${value !== null && value < limit ? '' : ` (not under ${limit} s in this run)`}`;

const seconds = (value: number | null): string => (value === null ? 'not seen' : `${value.toFixed(1)} s`);

function firstStartLines({
  historySeconds,
  firstLiveSeconds,
  allLiveSeconds,
}: NonNullable<ProofReport['firstStart']>): readonly string[] {
  return [
    `  first start to thirty days of history: ${limited(historySeconds, LIMITS.history)}`,
    `  first start to the first live SLO value: ${limited(firstLiveSeconds, LIMITS.firstLive)}, of every SLO: ${seconds(allLiveSeconds)}`,
  ];
}
