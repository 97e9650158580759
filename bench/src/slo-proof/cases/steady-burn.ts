import type { RuleGroup } from '@express-slo-stack/observability/slo';
import { slothConditions } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import { poissonCounter } from '../poisson';
import { timesHeld } from '../times-held';
import { seconds, type Row } from '../row';
import { only, withoutBudget } from '../rules';
import { bad, good, type RawSeries } from '../traffic';

const day = 86_400;
const perSecond = 100_000 / 3_600;
const burning = 30 * day;
const healed = 2 * day;
const end = burning + healed;
const scrape = 15;
const seeds = [1, 2, 3] as const;
/** Every fourth of the rules' own evaluations: sixteen times less work for promtool, and more chance in it, not less. */
const evaluation = 120;

/** A burn of 1.05, with chance in it, for thirty days; then no errors. */
export async function steadyBurnRow(): Promise<Row> {
  const courses = seeds.map(burn);
  const [outcomes, peer] = await Promise.all([
    Promise.all(courses.map(ourTickets)),
    Promise.all(courses.map(slothTickets)),
  ]);
  return {
    case: 'burn 1.05, Poisson, 100 000/h, 30 days; rules every 2m',
    truth: 'one ticket, which ends within a day',
    sloth: `${peer.join('; ')} tickets`,
    ours:
      `${outcomes.map(({ tickets }) => tickets).join('; ')} tickets, ` +
      `which end after ${outcomes.map(({ lasted }) => seconds(lasted)).join('; ')}`,
    holds: outcomes.every(({ tickets, lasted }) => tickets === 1 && lasted !== undefined && lasted <= day),
  };
}

function burn(seed: number): RawSeries[] {
  const errors = perSecond * 0.001 * 1.05;
  const course = (during: number, after: number) =>
    [
      [burning, during],
      [healed, after],
    ] as const;
  return [
    { labels: good, values: poissonCounter(2 * seed, course(perSecond - errors, perSecond), scrape) },
    { labels: bad, values: poissonCounter(2 * seed + 1, course(errors, 0), scrape) },
  ];
}

async function ourTickets(series: readonly RawSeries[]) {
  const answers = await measure({
    scrape: `${scrape}s`,
    evaluation: `${evaluation}s`,
    series,
    groups: counting(withoutBudget(ours().groups)),
    questions: {
      tickets: { expr: 'proof:tickets', at: end },
      ends: { expr: 'proof:last_firing', at: end },
    },
  });
  const last = answers['ends']?.[0];
  return { tickets: answers['tickets']?.[0] ?? 0, lasted: last === undefined ? undefined : last - burning };
}

/** Counts how often a burn ticket began, and keeps when one last fired; promtool cannot look back over 30 days. */
function counting(groups: readonly RuleGroup[]): RuleGroup[] {
  const firing = 'ALERTS{alertname="SLOBurn", alertstate="firing", severity="ticket"}';
  const labels = {};
  return only(groups, (name) => name !== 'SLONoData').map((group) => ({
    ...group,
    rules: [
      ...group.rules,
      {
        record: 'proof:tickets',
        expr: `(proof:tickets or vector(0)) + (count(${firing} unless ${firing} offset ${evaluation}s) or vector(0))`,
        labels,
      },
      { record: 'proof:last_firing', expr: `max(timestamp(${firing})) or proof:last_firing`, labels },
    ],
  }));
}

/** How often Sloth's ticket begins. */
async function slothTickets(series: readonly RawSeries[]): Promise<number> {
  const tickets = slothConditions(theirs()).filter(({ severity }) => severity === 'ticket');
  const either = tickets.map(({ expr }) => expr).join(' or ');
  const watch = { from: evaluation, to: end, step: evaluation };
  const [times = []] = await timesHeld(series, scrape, [either], watch);
  return times.filter((time, index) => time - (times[index - 1] ?? 0) > evaluation).length;
}
