import {
  compileSlo,
  defaultOptions,
  readSpecifications,
  type RuleGroup,
} from '@express-slo-stack/observability/slo';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { answersOf } from './support/answers';
import {
  groupsOf,
  identityOf,
  oldRecords,
  rawSeries,
  selector,
  type Subject,
  type Times,
} from './support/labelled-history';
import { promtools } from './support/promtools';
import { ratio, specification } from './support/specs';

jest.setTimeout(300_000);

const minute = 60;
const times: Times = { outage: 120 * minute, exchanged: 121 * minute, end: 130 * minute };

const rolling = '{duration: 30d, isRolling: true}';
const month = '{duration: 1M, isRolling: false, calendar: {startTime: "1970-01-01 00:00:00", timeZone: UTC}}';

interface Kind extends Subject {
  readonly kind: string;
  readonly window?: string;
  readonly annotations?: string;
}

const ungrouped = { handlers: [], calendar: false, naming: 'house' } as const;
const kinds: readonly Kind[] = [
  { ...ungrouped, kind: 'plain' },
  {
    ...ungrouped,
    kind: 'grouped',
    handlers: ['/a', '/b'],
    annotations: '{express-slo-stack/group-by: handler}',
  },
  { ...ungrouped, kind: 'calendar', calendar: true, window: month },
  { ...ungrouped, kind: 'sloth', naming: 'sloth' },
];

type Labels = Readonly<Record<string, string>>;
const changes: readonly (readonly [change: string, before: Labels, after: string])[] = [
  ['added', {}, '{owner: [b]}'],
  ['changed', { owner: 'a' }, '{owner: [b]}'],
  ['removed', { owner: 'a' }, '{}'],
];

/** The rules of today. */
function rulesOf({ naming, window = rolling, annotations = '{}' }: Kind, labels: string): RuleGroup[] {
  const text = specification({
    name: 'checkout',
    indicator: ratio('bad', 'requests_total{code=~"5.."}', 'requests_total'),
    objective: '{target: 0.999}',
    window,
    annotations,
    labels,
  });
  const [read] = readSpecifications([{ file: 'spec.yaml', text }], {}).slos;
  if (!read) throw new Error('the specification cannot be read');
  return [...compileSlo(read.slo, { ...defaultOptions, scrapeSeconds: 15, naming }).groups];
}

/** The rules of release 0.1.0, whose records carried the label `owner: a`. */
async function rulesBefore(kind: string): Promise<RuleGroup[]> {
  const text = await readFile(path.join(__dirname, 'before', `${kind}.yml`), 'utf8');
  return (parse(text) as { groups: RuleGroup[] }).groups;
}

/** Base records begin when the rules are exchanged: until then, others are there. */
const beginning = (groups: readonly RuleGroup[], at: number): RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) =>
      'record' in rule && rule.record.endsWith(':rate1m')
        ? { ...rule, expr: `(${rule.expr})\nand on ()\n(vector(time()) > ${at})` }
        : rule,
    ),
  }));

const severity = ({ naming }: Subject) => (naming === 'sloth' ? 'sloth_severity' : 'severity');

/** When the first page fired, how many budgets there are, and what the thirty days of the failing one have seen. */
function queries(subject: Kind): Record<string, string> {
  const [failing = {}] = groupsOf(subject);
  const page = selector('ALERTS', {
    alertname: 'SLOBurn',
    alertstate: 'firing',
    [severity(subject)]: 'page',
  });
  return {
    page: `min(min_over_time(timestamp(${page})[15m:30s]))`,
    budgets: `count(${selector('slo:period_error_budget_remaining:ratio', identityOf(subject))})`,
    spent: selector('slo:sli_error:ratio_rate30d', failing),
  };
}

async function outcome(promtool: string, subject: Kind, groups: RuleGroup[], old: Record<string, string>) {
  const found = await answersOf(promtool, {
    groups,
    everySeconds: 15,
    series: { ...rawSeries(subject, times), ...old },
    queries: queries(subject),
    at: times.end,
  });
  const [page = NaN, budgets = NaN, spent = NaN] = [found['page'], found['budgets'], found['spent']].map(
    (values) => values?.[0],
  );
  return { page: page - times.outage, budgets, spent };
}

describe.each(kinds)('an outage in which a label changes: $kind', (kind) => {
  it.each(changes)('%s', async (_change, before, after) => {
    const programs = promtools();
    for (const promtool of kind.kind === 'plain' ? programs : programs.slice(-1)) {
      const groups = rulesOf(kind, after);
      const control = await outcome(promtool, kind, groups, {});
      const old = oldRecords(kind, before, times);
      const found = await outcome(promtool, kind, beginning(groups, times.exchanged), old);
      expect(control.page).toBeGreaterThan(0);
      expect(found.page).toBeLessThanOrEqual(control.page + 30);
      expect(found.budgets).toBe(Math.max(1, kind.handlers.length));
      // Nine of the ten minutes of errors are recorded by the new rules, one and the two hours before by the old ones.
      expect(Math.abs(found.spent - control.spent)).toBeLessThan(0.01 * control.spent);
    }
  });
});

describe('rules and records of release 0.1.0', () => {
  const plain = kinds.slice(0, 1);

  it.each(plain)('were blind after such a change: $kind', async (kind) => {
    const [promtool = ''] = promtools();
    const groups = beginning(await rulesBefore(kind.kind), times.exchanged);
    const old = oldRecords(kind, { owner: 'z' }, times);
    await expect(outcome(promtool, kind, groups, old)).rejects.toThrow('same labelset');
  });

  it.each(kinds)(
    'take records of today over without labels of its own, as a downgrade: $kind',
    async (kind) => {
      const [promtool = ''] = promtools();
      const today = rulesOf(kind, '{}');
      const control = await outcome(promtool, kind, today, {});
      const before = (await rulesBefore(kind.kind)).map((group) => ({
        ...group,
        rules: group.rules.map((rule) => ({
          ...rule,
          labels: Object.fromEntries(Object.entries(rule.labels).filter(([label]) => label !== 'owner')),
        })),
      })) as RuleGroup[];
      const found = await outcome(
        promtool,
        kind,
        beginning(before, times.exchanged),
        oldRecords(kind, {}, times),
      );
      expect(found.page).toBeLessThanOrEqual(control.page + 30);
      expect(Math.abs(found.spent - control.spent)).toBeLessThan(0.01 * control.spent);
    },
  );
});
