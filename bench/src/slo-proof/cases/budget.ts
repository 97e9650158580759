import { slothRules } from '../../peers/sloth';
import { measure, type Answers, type Question, type Situation } from '../measure';
import { ours, theirs } from '../ours';
import { percent, type Row } from '../row';
import { only, recordsOf } from '../rules';
import { bad, traffic, trueRemaining, type RawSeries } from '../traffic';
import { shapes, type Shape } from './shapes';

const remaining = 'slo:period_error_budget_remaining:ratio';

/** How far from the truth a budget may be, by the scrape interval in seconds: 0.01 is a point. */
const allowed = { 15: 0.01, 60: 0.03 } as const;
type Scrape = keyof typeof allowed;
const scrapes: readonly Scrape[] = [15, 60];

/** What is left of the budget: the truth from the events, what Sloth's rules record, what ours record. */
export async function budgetRows(): Promise<Row[]> {
  const rows = [];
  for (const shape of shapes) {
    for (const scrape of scrapes) rows.push(await budgetRow(shape, scrape));
  }
  return rows;
}

async function budgetRow(shape: Shape, scrape: Scrape): Promise<Row> {
  const { stretches, firstErrorAt } = shape;
  const end = stretches.reduce((sum, { seconds }) => sum + seconds, 0);
  const series = traffic(stretches, scrape).map((one) =>
    firstErrorAt !== undefined && one.labels === bad
      ? { ...one, values: absentUntil(one.values, firstErrorAt, scrape) }
      : one,
  );
  const situation = { scrape: `${scrape}s`, evaluation: '30s', series };
  const compiled = ours(0.999, scrape);
  const shorter = /rate(5m|30m|1h|2h|6h|1d|3d)$|SLO|current/;
  const groups = shape.everyRecord ? compiled.groups : only(compiled.groups, (name) => !shorter.test(name));
  const records = recordsOf(groups);
  const [our, their] = await Promise.all([
    measure({
      ...situation,
      groups,
      questions: questions('service="proof"', end, records),
    }),
    measure({
      ...situation,
      groups: only(
        slothRules(theirs(), '30s'),
        (name) => !/rate(30m|1h|2h|6h|1d|3d)$|Burn|current/.test(name),
      ),
      questions: questions('sloth_service="peer"', end, []),
    }),
  ]);
  const truth = trueRemaining(stretches, 0.999);
  const found = our['left']?.[0] ?? NaN;
  const nans = records.filter((name) => our[name]?.some(Number.isNaN));
  return {
    case: `${shape.name}${scrape === 15 ? '' : `; ${scrape} s scrape`}`,
    truth: `${percent(truth)}, within ${100 * allowed[scrape]} point${scrape === 15 ? '' : 's'}`,
    sloth: showTheirs(their),
    ours: `${percent(found)}${nans.length === 0 ? `, no NaN in ${records.length} records` : `, NaN in ${nans.join(', ')}`}`,
    holds: nans.length === 0 && Math.abs(found - truth) <= allowed[scrape],
  };
}

/** What is left, and the mean of each recorded series, which is NaN as soon as one of its samples is. */
function questions(matcher: string, end: number, records: readonly string[]): Situation['questions'] {
  const means = records.map((name): [string, Question] => [
    name,
    { expr: `sum(avg_over_time(${name}{${matcher}}[${end}s]))`, at: end },
  ]);
  return { left: { expr: `sum(${remaining}{${matcher}})`, at: end }, ...Object.fromEntries(means) };
}

function showTheirs(answers: Answers): string {
  const [left = NaN] = answers['left'] ?? [];
  return Number.isNaN(left) ? 'NaN' : percent(left);
}

/** The error series as a library that counts lazily gives it: nothing, then what was counted. */
const absentUntil = (values: RawSeries['values'], at: number, scrape: number) =>
  values.map((value, index) => (index * scrape <= at ? undefined : value));
