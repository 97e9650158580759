import { slothRules } from '../../peers/sloth';
import { measure, type Answers, type Question, type Situation } from '../measure';
import { ours, theirs } from '../ours';
import { percent, type Row } from '../row';
import { only, recordsOf } from '../rules';
import { bad, traffic, trueRemaining, type RawSeries, type Stretch } from '../traffic';

const hour = 3_600;
const minute = 60;
const remaining = 'slo:period_error_budget_remaining:ratio';

interface Course {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  /** No error is counted before this time: the series does not exist yet. */
  readonly firstErrorAt?: number;
  readonly scrape?: number;
  /** Whether every rule is evaluated, not only those of the SLO's own window; needed where NaN may arise. */
  readonly everyRecord?: boolean;
  /** Whether our reading is near enough to the truth. */
  readonly holds: (our: number, truth: number) => boolean;
}

const withinOnePoint = (our: number, truth: number) => Math.abs(our - truth) <= 0.01;
const withinOnePercentOfSpent = (our: number, truth: number) => Math.abs(our - truth) <= 0.01 * (1 - truth);

/** 1 000 requests a second by day, 10 by night, for two days; one hour in which a tenth fails. */
function dayAndNight(badFrom: number): Stretch[] {
  return Array.from({ length: 48 }, (_, index) => {
    const rate = index % 24 < 12 ? 1_000 : 10;
    const bad = index === badFrom ? rate / 10 : 0;
    return { seconds: hour, good: rate - bad, bad };
  });
}

const courses: readonly Course[] = [
  {
    name: '20 minutes without any traffic',
    stretches: [
      { seconds: hour, good: 100, bad: 0 },
      { seconds: 20 * minute, good: 0, bad: 0 },
      { seconds: hour, good: 100, bad: 0 },
    ],
    everyRecord: true,
    holds: withinOnePoint,
  },
  {
    name: 'first error ever after 48 h, then 1 % for 30 min',
    stretches: [
      { seconds: 48 * hour, good: 100, bad: 0 },
      { seconds: 30 * minute, good: 99, bad: 1 },
    ],
    firstErrorAt: 48 * hour,
    holds: withinOnePoint,
  },
  { name: '10 % errors for one hour at peak', stretches: dayAndNight(30), holds: withinOnePoint },
  {
    name: 'the same at a 60 s scrape',
    stretches: dayAndNight(30),
    scrape: 60,
    holds: withinOnePercentOfSpent,
  },
  { name: 'the same hour at night', stretches: dayAndNight(40), holds: withinOnePoint },
];

/** What is left of the budget: the truth from the events, what Sloth's rules record, what ours record. */
export async function budgetRows(): Promise<Row[]> {
  const rows = [];
  for (const course of courses) rows.push(await budgetRow(course));
  return rows;
}

async function budgetRow(course: Course): Promise<Row> {
  const { stretches, scrape = 15 } = course;
  const end = stretches.reduce((sum, { seconds }) => sum + seconds, 0);
  const series = traffic(stretches, scrape).map((one) =>
    course.firstErrorAt && one.labels === bad
      ? { ...one, values: absentUntil(one.values, course.firstErrorAt, scrape) }
      : one,
  );
  const situation = { scrape: `${scrape}s`, evaluation: '30s', series };
  const compiled = ours(0.999, scrape);
  const shorter = /rate(5m|30m|1h|2h|6h|1d|3d)$|SLO|current/;
  const groups = course.everyRecord ? compiled.groups : only(compiled.groups, (name) => !shorter.test(name));
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
    case: course.name,
    truth: percent(truth),
    sloth: showTheirs(their),
    ours: `${percent(found)}${nans.length === 0 ? `, no NaN in ${records.length} records` : `, NaN in ${nans.join(', ')}`}`,
    holds: nans.length === 0 && course.holds(found, truth),
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
