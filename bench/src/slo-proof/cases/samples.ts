import { compare, growsNoFaster, least, timesOurs } from '../../slo-cost/compare';
import type { Row } from '../row';

/** What the rules read, at 1 000 raw series and against a tenth of them. */
export async function samplesRows(): Promise<Row[]> {
  const [few, many] = [await compare(100), await compare(1_000)];
  const own = (samples: number) => `${Math.round(samples).toLocaleString('en')} an hour`;
  const times = { Sloth: timesOurs(many, 'Sloth'), Pyrra: timesOurs(many, 'Pyrra') };
  const growth = (tool: 'Sloth' | 'ours') =>
    `${(many.costs[tool].samples / few.costs[tool].samples).toFixed(1)} times`;
  return [
    {
      case: 'samples read, 1 000 raw series',
      truth: `at most 1/${least.Sloth} of Sloth's, 1/${least.Pyrra} of Pyrra's`,
      sloth: own(many.costs.Sloth.samples),
      ours: `${own(many.costs.ours.samples)}: 1/${times.Sloth.toFixed(0)}, 1/${times.Pyrra.toFixed(0)}`,
      holds: times.Sloth >= least.Sloth && times.Pyrra >= least.Pyrra,
    },
    {
      case: 'samples read, from 100 to 1 000 raw series',
      truth: 'at most 10 times',
      sloth: growth('Sloth'),
      ours: growth('ours'),
      holds: growsNoFaster([few, many]),
    },
  ];
}
