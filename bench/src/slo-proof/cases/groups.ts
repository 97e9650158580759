import { slothRules } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import type { Row } from '../row';
import { counter } from '../traffic';

const scrape = 15;
const end = 3_600;
const badRatio = 0.1;

const series = (labels: Readonly<Record<string, string>>, rate: number) => ({
  labels,
  values: counter([[end, rate]], scrape),
});
const situation = {
  scrape: `${scrape}s`,
  evaluation: '30s',
  series: [
    series({ handler: '/a', code: '200' }, 100 * (1 - badRatio)),
    series({ handler: '/a', code: '500' }, 100 * badRatio),
    series({ handler: '/b', code: '200' }, 50),
  ],
};

const recorded = (handler: string) => ({
  expr: `slo:sli_error:ratio_rate5m{handler="${handler}"}`,
  at: end,
});
const questions = { bad: recorded('/a'), clean: recorded('/b') };

/** Two groups, of which one has never had an error, nor a series for it. */
export async function groupRow(): Promise<Row> {
  const [our, their] = await Promise.all([
    measure({ ...situation, groups: ours(0.999, scrape, 'handler').groups, questions }),
    measure({ ...situation, groups: slothRules(theirs(0.999, 'handler'), '30s'), questions }),
  ]);
  const [bad, clean] = [our['bad']?.[0], our['clean']?.[0]];
  return {
    case: 'grouped SLO, one group without errors',
    truth: `its own 0 (the other ${badRatio})`,
    sloth: show(their['clean']?.[0], their['bad']?.[0]),
    ours: show(clean, bad),
    holds: clean === 0 && Math.abs((bad ?? NaN) - badRatio) < 1e-6,
  };
}

const show = (clean: number | undefined, bad: number | undefined) =>
  `${clean ?? 'absent'} (the other ${bad === undefined ? 'absent' : Number(bad.toFixed(6))})`;
