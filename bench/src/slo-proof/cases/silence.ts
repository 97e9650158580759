import { slothRules } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import { seconds, type Row } from '../row';
import { firstFiring } from '../rules';
import { traffic } from '../traffic';

const hour = 3_600;

/** All targets vanish after an hour: who says so, and when. */
export async function silenceRow(): Promise<Row> {
  const situation = {
    scrape: '15s',
    evaluation: '30s',
    series: traffic([{ seconds: hour, good: 100, bad: 0 }], 15),
  };
  const watched = 31 * hour;
  const [our, their] = await Promise.all([
    measure({
      ...situation,
      groups: ours().groups,
      questions: { page: { expr: firstFiring('severity="page"', watched), at: watched } },
    }),
    measure({
      ...situation,
      groups: slothRules(theirs(), '30s'),
      questions: { page: { expr: firstFiring('alertname="Burn"', watched), at: watched } },
    }),
  ]);
  const after = our['page']?.[0] === undefined ? undefined : our['page'][0] - hour;
  const theirsAfter = their['page']?.[0];
  return {
    case: 'all targets vanish',
    truth: 'page',
    sloth: theirsAfter === undefined ? 'silent for 30 h' : seconds(theirsAfter - hour),
    ours: `page after ${seconds(after)}`,
    holds: after !== undefined && after <= 180,
  };
}
