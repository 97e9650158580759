import { predictPair } from '@express-slo-stack/observability/slo';
import { slothConditions } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import { timesHeld } from '../times-held';
import type { Row } from '../row';
import { firstFiring, withoutBudget } from '../rules';
import { traffic } from '../traffic';

const errorRates = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01] as const;
/** How long after the workbook's time a pair may fire, in seconds. */
const allowed = { page: 60, ticket: 180 } as const;
const scrape = 15;
const evaluation = 30;
/** Errors begin after a clean long window. */
const begin = 259_200 + 60;

/** When each pair fires at each error rate; one row per rate. Two at a time. */
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
  const latest = Math.max(...predictions.map(({ latestSeconds }) => latestSeconds));
  const lasting = Math.ceil(latest / evaluation) * evaluation + 300;
  const series = traffic(
    [
      { seconds: begin, good: 100, bad: 0 },
      { seconds: lasting, good: 100 * (1 - rate), bad: 100 * rate },
    ],
    scrape,
  );
  const [answers, peer] = await Promise.all([
    measure({
      scrape: `${scrape}s`,
      evaluation: `${evaluation}s`,
      series,
      groups: withoutBudget(compiled.groups),
      questions: Object.fromEntries(
        plan.pairs.map(({ name }) => [
          name,
          { expr: firstFiring(`burn="${name}"`, lasting), at: begin + lasting },
        ]),
      ),
    }),
    slothTimes(series, lasting),
  ]);
  const found = predictions.map((prediction) => {
    const measured = (answers[prediction.pair]?.[0] ?? NaN) - begin;
    const late = measured - prediction.workbookSeconds;
    const inTime = late >= 0 && late <= allowed[prediction.severity];
    const asExplained = Math.abs(measured - prediction.seconds) <= evaluation;
    return { prediction, measured, holds: inTime && asExplained };
  });
  const silent = plan.pairs.filter(({ name }) => !predictions.some(({ pair }) => pair === name));
  return {
    case: `time to ${predictions.map(({ pair }) => pair).join(', ')} at ${rate * 100} %`,
    truth:
      `workbook ${each(predictions.map(({ workbookSeconds }) => workbookSeconds))}; ` +
      `explained ${each(predictions.map((prediction) => prediction.seconds))}`,
    sloth: each(predictions.map(({ pair }) => peer[pair])),
    ours: each(found.map(({ measured }) => measured)),
    holds: found.every(({ holds }) => holds) && silent.every(({ name }) => answers[name]?.length === 0),
  };
}

const each = (times: readonly (number | undefined)[]) =>
  `${times.map((time) => (time === undefined ? 'never' : Math.round(time))).join(' / ')} s`;

async function slothTimes(series: Parameters<typeof timesHeld>[0], lasting: number) {
  const conditions = slothConditions(theirs());
  const watch = { from: begin, to: begin + lasting, step: evaluation };
  const times = await timesHeld(
    series,
    scrape,
    conditions.map(({ expr }) => expr),
    watch,
  );
  return Object.fromEntries(
    conditions.map(({ pair }, index) => {
      const first = times[index]?.[0];
      return [pair, first === undefined ? undefined : first - begin];
    }),
  );
}
