import type { RuleGroup } from '@express-slo-stack/observability/slo';
import { measure } from '../measure';
import { ours } from '../ours';
import { poissonCounter } from '../poisson';
import { seconds, type Row } from '../row';
import { withoutBudget } from '../rules';
import { bad, good } from '../traffic';

const day = 86_400;
const perSecond = 100_000 / 3_600;
const burning = 30 * day;
const healed = 2 * day;
const scrape = 15;
const seeds = [1, 2, 3] as const;
/** Every fourth of the rules' own evaluations: sixteen times less work for promtool, and more chance in it, not less. */
const evaluation = 120;

/** A burn of 1.05, with chance in it, for thirty days; then no errors. */
export async function steadyBurnRow(): Promise<Row> {
  const outcomes = [];
  for (const seed of seeds) outcomes.push(await oneRun(seed));
  return {
    case: 'burn 1.05, Poisson, 100 000 requests an hour, 30 days',
    truth: 'one ticket, which ends within a day',
    sloth: 'flaps',
    ours: outcomes
      .map(({ tickets, lasted }) => `${tickets} ticket, ends after ${seconds(lasted)}`)
      .join('; '),
    holds: outcomes.every(({ tickets, lasted }) => tickets === 1 && lasted !== undefined && lasted <= day),
  };
}

async function oneRun(seed: number) {
  const errorRate = perSecond * 0.001 * 1.05;
  const end = burning + healed;
  const answers = await measure({
    scrape: `${scrape}s`,
    evaluation: `${evaluation}s`,
    series: [
      {
        series: good,
        values: poissonCounter(
          2 * seed,
          [
            [burning, perSecond - errorRate],
            [healed, perSecond],
          ],
          scrape,
        ),
      },
      {
        series: bad,
        values: poissonCounter(
          2 * seed + 1,
          [
            [burning, errorRate],
            [healed, 0],
          ],
          scrape,
        ),
      },
    ],
    groups: counting(withoutBudget(ours().groups)),
    questions: {
      tickets: { expr: 'proof:tickets', at: end },
      ends: { expr: 'proof:last_firing', at: end },
    },
  });
  const last = answers['ends']?.[0];
  return { tickets: answers['tickets']?.[0] ?? 0, lasted: last === undefined ? undefined : last - burning };
}

/** Counts how often the slow ticket began, and keeps when it last fired; promtool cannot look back over 30 days. */
function counting(groups: readonly RuleGroup[]): RuleGroup[] {
  const firing = 'ALERTS{alertstate="firing", burn="3d-6h"}';
  const labels = {};
  const kept = groups.map((group) => ({
    ...group,
    rules: [
      ...group.rules.filter((rule) =>
        'record' in rule ? /rate1m|rate6h|rate3d/.test(rule.record) : rule.labels['burn'] === '3d-6h',
      ),
      {
        record: 'proof:tickets',
        expr: `(proof:tickets or vector(0)) + (count(${firing} unless ${firing} offset ${evaluation}s) or vector(0))`,
        labels,
      },
      { record: 'proof:last_firing', expr: `max(timestamp(${firing})) or proof:last_firing`, labels },
    ],
  }));
  return kept;
}
