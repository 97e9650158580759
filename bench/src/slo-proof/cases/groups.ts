import { measure } from '../measure';
import { ours } from '../ours';
import type { Row } from '../row';
import { counter } from '../traffic';

/** Two groups, of which one has never had an error, nor a series for it. */
export async function groupRow(): Promise<Row> {
  const end = 3_600;
  const series = (labels: string, rate: number) => ({
    series: `requests_total{${labels}}`,
    values: counter([[end, rate]], 15),
  });
  const our = await measure({
    scrape: '15s',
    evaluation: '30s',
    series: [
      series('handler="/a", code="200"', 90),
      series('handler="/a", code="500"', 10),
      series('handler="/b", code="200"', 50),
    ],
    groups: ours(0.999, 15, 'handler').groups,
    questions: {
      bad: { expr: 'slo:sli_error:ratio_rate5m{handler="/a"}', at: end },
      clean: { expr: 'slo:sli_error:ratio_rate5m{handler="/b"}', at: end },
    },
  });
  const [a, b] = [our['bad']?.[0], our['clean']?.[0]];
  return {
    case: 'grouped SLO, one group without errors',
    truth: 'its own 0',
    sloth: 'absent',
    ours: b === undefined ? 'absent' : `${b} (the other ${a?.toFixed(3)})`,
    holds: b === 0 && Math.abs((a ?? 0) - 0.1) < 1e-6,
  };
}
