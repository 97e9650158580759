import { predictPair } from '@express-slo-stack/observability/slo';
import { measure } from '../measure';
import { ours } from '../ours';
import { seconds, type Row } from '../row';
import { firstFiring, withoutBudget } from '../rules';
import { traffic } from '../traffic';

const errorRates = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] as const;
/** How long after the workbook's time a pair may fire, in seconds. */
const allowed = { page: 60, ticket: 180 } as const;

/** When each pair fires at each error rate, after a clean long window; one row per rate. Two at a time. */
export async function timeRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (let index = 0; index < errorRates.length; index += 2) {
    rows.push(...(await Promise.all(errorRates.slice(index, index + 2).map(timeRow))));
  }
  return rows;
}

async function timeRow(rate: number): Promise<Row> {
  const compiled = ours();
  const { plan, slo, options } = compiled;
  const predictions = plan.pairs.flatMap((pair) => predictPair(pair, plan, slo, rate, options) ?? []);
  const begin = 259_200 + 60;
  const lasting =
    Math.ceil(Math.max(...predictions.map(({ latestSeconds }) => latestSeconds)) / 30) * 30 + 300;
  const answers = await measure({
    scrape: '15s',
    evaluation: '30s',
    series: traffic(
      [
        { seconds: begin, good: 100, bad: 0 },
        { seconds: lasting, good: 100 * (1 - rate), bad: 100 * rate },
      ],
      15,
    ),
    groups: withoutBudget(compiled.groups),
    questions: Object.fromEntries(
      plan.pairs.map(({ name }) => [
        name,
        { expr: firstFiring(`burn="${name}"`, lasting), at: begin + lasting },
      ]),
    ),
  });
  const found = predictions.map((prediction) => {
    const measured = (answers[prediction.pair]?.[0] ?? NaN) - begin;
    const late = measured - prediction.workbookSeconds;
    const inTime = late >= 0 && late <= allowed[prediction.severity];
    return { prediction, measured, holds: inTime && Math.abs(measured - prediction.seconds) <= 30 };
  });
  const silent = plan.pairs.filter(({ name }) => !predictions.some(({ pair }) => pair === name));
  return {
    case: `time to each pair at ${rate * 100} % errors`,
    truth: `workbook ${found.map(({ prediction }) => seconds(prediction.workbookSeconds)).join(' / ')}`,
    sloth: 'as the workbook',
    ours: found.map(({ measured }) => seconds(measured)).join(' / '),
    holds: found.every(({ holds }) => holds) && silent.every(({ name }) => answers[name]?.length === 0),
  };
}
