import {
  compileSlo,
  plain,
  planWindows,
  predict,
  type CompileOptions,
  type CompiledSlo,
  type PairPrediction,
  type Slo,
} from '../../slo';
import { promDuration } from '../../slo/duration';
import type { Evaluation } from '../../slo/explain/predict';
import { intervalSeconds } from '../../slo/options';
import { mostRulesPerGroup } from '../../slo/rules/rule';
import { windowInWords } from '../../slo/windows/period';
import { checkSpecs, hasErrors } from '../check';
import type { Environment } from '../environment';
import { compileOptions, type SharedOptions } from '../options';
import { countProblems, showProblem } from '../terminal/findings';
import { styleFor, type Style } from '../terminal/style';
import { table } from '../terminal/table';

export interface ExplainOptions extends SharedOptions {
  readonly json?: boolean;
  /** Error rates in per cent. */
  readonly errorRates: readonly number[];
}

/** Says what will page or make a ticket, after how long, and how much budget is spent by then. Returns 1 for errors. */
export function explain(specs: readonly string[], options: ExplainOptions, environment: Environment): number {
  const { stdout, stderr, env } = environment;
  const checked = checkSpecs(specs, options, environment);
  for (const problem of checked.problems) stderr.write(showProblem(problem, styleFor(stderr, env)));
  if (hasErrors(checked)) {
    stderr.write(`${countProblems(checked.problems)}; nothing is explained\n`);
    return 1;
  }
  const compile = compileOptions(options);
  const explained = checked.slos.map(({ slo }) =>
    explainSlo(compileSlo(slo, compile), options.errorRates, compile),
  );
  if (options.json) stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
  else
    stdout.write(
      explained.map((one) => showSlo(one, compile.scrapeSeconds, styleFor(stdout, env))).join('\n'),
    );
  return 0;
}

interface Explained {
  readonly service: string;
  readonly slo: string;
  readonly objectivePercent: number;
  readonly window: string;
  /** What the scrape interval costs: when a total outage pages at this one and at others; null where nothing pages. */
  readonly totalOutage: readonly { readonly scrapeSeconds: number; readonly pageSeconds: number | null }[];
  /** How many rule groups hold what pages: between them an evaluation is lost. */
  readonly groups: number;
  readonly pairs: readonly {
    readonly pair: string;
    readonly severity: string;
    readonly burnRate: number;
    /** The error rate, in per cent, above which the pair fires. */
    readonly errorRatePercent: number;
  }[];
  readonly predictions: readonly {
    readonly errorRatePercent: number;
    /** The pairs that fire, soonest first; times in seconds after the errors begin. */
    readonly fires: readonly PairPrediction[];
  }[];
}

function explainSlo(
  { slo, plan, groups }: CompiledSlo,
  rates: readonly number[],
  options: CompileOptions,
): Explained {
  return {
    service: slo.service,
    slo: slo.name,
    objectivePercent: Number(plain(slo.objective.times(100))),
    window: windowInWords(slo.window),
    totalOutage: scrapeIntervals(options).map((scrapeSeconds) => ({
      scrapeSeconds,
      pageSeconds: pageOfTotalOutage(slo, { scrapeSeconds, groups }),
    })),
    groups: groups.length - 1,
    pairs: plan.pairs.map(({ name, severity, burn, threshold }) => ({
      pair: name,
      severity,
      burnRate: Number(plain(burn)),
      errorRatePercent: Number(plain(threshold.times(100))),
    })),
    predictions: rates.map((errorRatePercent) => ({
      errorRatePercent,
      fires: predict(plan, slo, errorRatePercent / 100, { ...options, groups }),
    })),
  };
}

const scrapeIntervals = ({ scrapeSeconds }: CompileOptions): readonly number[] =>
  [...new Set([15, 30, 60, scrapeSeconds])].sort((a, b) => a - b);

function pageOfTotalOutage(slo: Slo, evaluation: Evaluation): number | null {
  const page = predict(planWindows(slo, evaluation), slo, 1, evaluation).find(
    ({ severity }) => severity === 'page',
  );
  return page === undefined ? null : Math.round(page.seconds);
}

const none = '–';

function showSlo(explained: Explained, own: number, style: Style): string {
  const { service, slo, objectivePercent, window, predictions } = explained;
  const head = ['errors', 'page after', 'pair', 'budget spent', 'ticket after', 'pair', 'budget spent'];
  const rows = predictions.map(({ errorRatePercent, fires }) => [
    `${errorRatePercent} %`,
    ...cells(fires.find(({ severity }) => severity === 'page')),
    ...cells(fires.find(({ severity }) => severity === 'ticket')),
  ]);
  const [titles = '', ...lines] = table([head, ...rows]).split('\n');
  const title = `${slo} (${service}): ${objectivePercent} % over ${window}`;
  return `${style('bold', title)}\n${style('dim', titles)}\n${lines.join('\n')}\n${showCost(explained, own)}${showGroups(explained)}`;
}

/** `scraped every 1m; a total outage pages after 1m 26s at 15s, 2m 4s at 30s, 2m 58s at 1m` */
function showCost({ totalOutage }: Explained, own: number): string {
  const times = totalOutage.map(({ scrapeSeconds, pageSeconds }) =>
    [
      pageSeconds === null ? 'never' : `after ${showTime(pageSeconds)}`,
      'at',
      promDuration(scrapeSeconds),
    ].join(' '),
  );
  return `scraped every ${promDuration(own)}; a total outage pages ${times.join(', ')}\n`;
}

/** `split into 3 groups of at most 20 rules; each that an alert waits for costs it an evaluation, 30s (included above)` */
const showGroups = ({ groups }: Explained): string =>
  groups === 1
    ? ''
    : `split into ${groups} groups of at most ${mostRulesPerGroup} rules; each that an alert waits for costs it an evaluation, ` +
      `${promDuration(intervalSeconds)} (included above)\n`;

const cells = (fires: PairPrediction | undefined): string[] =>
  fires ? [showTime(fires.seconds), fires.pair, showPercent(fires.budgetSpent)] : [none, none, none];

/** `52s`, `8m 38s`, `3h 36m`, `2d 4h`: two units are precise enough for a prediction. */
export function showTime(seconds: number): string {
  const whole = Math.round(seconds);
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => whole >= size);
  if (first < 0) return '0s';
  return units
    .slice(first, first + 2)
    .map(
      ([unit, size], index) =>
        [unit, Math.floor((index === 0 ? whole : whole % (units[first]?.[1] ?? 1)) / size)] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `${count}${unit}`)
    .join(' ');
}

const showPercent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
