import { predict } from '@express-slo-stack/observability/slo';
import { slothRules } from '../../peers/sloth';
import { measure, type Answers } from '../measure';
import { ours, theirs } from '../ours';
import { seconds, type Row } from '../row';
import { firstFiring, withoutBudget } from '../rules';
import { traffic } from '../traffic';

const hour = 3_600;

/** A 90 % objective, and everything fails after seven clean hours. */
export async function unreachableRow(): Promise<Row> {
  const begin = 7 * hour;
  const end = begin + 5 * hour;
  const situation = {
    scrape: '15s',
    evaluation: '30s',
    series: traffic(
      [
        { seconds: begin, good: 100, bad: 0 },
        { seconds: end - begin, good: 0, bad: 100 },
      ],
      15,
    ),
  };
  const page = (matchers: string) => ({ page: { expr: firstFiring(matchers, end - begin), at: end } });
  const compiled = ours(0.9);
  const [our, their] = await Promise.all([
    measure({ ...situation, groups: withoutBudget(compiled.groups), questions: page('severity="page"') }),
    measure({
      ...situation,
      groups: slothRules(theirs(0.9), '30s'),
      questions: page('sloth_severity="page"'),
    }),
  ]);
  const after = (answers: Answers) => (answers['page']?.[0] ?? NaN) - begin;
  const measured = after(our);
  const predicted = predict(compiled.plan, compiled.slo, 1, compiled.options)[0]?.seconds ?? NaN;
  return {
    case: '90 % objective, 100 % errors',
    truth: `page, as explained: ${seconds(predicted)}`,
    sloth: `page after ${seconds(after(their))}`,
    ours: `page after ${seconds(measured)}`,
    holds: Math.abs(measured - predicted) <= 30,
  };
}
