import { slothConditions } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import { timesHeld } from '../times-held';
import { seconds, type Row } from '../row';
import { firstFiring, withoutBudget } from '../rules';
import { bad, good, type RawSeries } from '../traffic';

const hour = 3_600;
const scrape = 15;
const evaluation = 30;
const perHour = 10;
const scrapesApart = hour / perHour / scrape;

/** Ten requests an hour, of which some fail; each is counted at the end of its six minutes. */
function requests(hours: number, fails: (index: number) => boolean): RawSeries[] {
  const failed = Array.from({ length: hours * perHour }, (_, index) => fails(index));
  const counting = (failure: boolean) => {
    const values = [0];
    let count = 0;
    for (const one of failed) {
      for (let index = 1; index < scrapesApart; index += 1) values.push(count);
      if (one === failure) count += 1;
      values.push(count);
    }
    return values;
  };
  return [
    { labels: good, values: counting(false) },
    { labels: bad, values: counting(true) },
  ];
}

/** When the request with a number is counted, in seconds from the begin of the series. */
const countedAt = (index: number) => (index + 1) * scrapesApart * scrape;

export const lowTrafficRows = async (): Promise<Row[]> => [await oneFailure(), await oneEveryHour()];

async function oneFailure(): Promise<Row> {
  const hours = 72;
  const failing = 24 * perHour;
  const series = requests(hours, (index) => index === failing);
  const our = await measure({
    scrape: `${scrape}s`,
    evaluation: `${evaluation}s`,
    series,
    groups: ours().groups,
    questions: { any: { expr: firstFiring('alertname=~"SLO.*"', hours * hour), at: hours * hour } },
  });
  const fired = our['any']?.length ?? 0;
  return {
    case: '10 requests an hour, one single failure in three days',
    truth: 'nothing',
    sloth: await slothAfter(series, countedAt(failing)),
    ours: fired === 0 ? 'nothing' : 'an alert',
    holds: fired === 0,
  };
}

async function oneEveryHour(): Promise<Row> {
  const clean = 48;
  const hours = clean + 24;
  const first = clean * perHour + 5;
  const series = requests(hours, (index) => index >= first && (index - first) % perHour === 0);
  const question = (severity: string) => ({
    expr: firstFiring(`alertname="SLOBurn", severity="${severity}"`, 24 * hour),
    at: hours * hour,
  });
  const our = await measure({
    scrape: `${scrape}s`,
    evaluation: `${evaluation}s`,
    series,
    groups: withoutBudget(ours().groups),
    questions: { page: question('page'), ticket: question('ticket') },
  });
  const [page, ticket] = [our['page']?.[0], our['ticket']?.[0]];
  const show = ticket === undefined ? 'no ticket' : `ticket after ${seconds(ticket - countedAt(first))}`;
  return {
    case: '10 requests an hour, one failure every hour for a day',
    truth: 'ticket',
    sloth: await slothAfter(series, countedAt(first)),
    ours: page === undefined ? show : `${show}, and a page`,
    holds: ticket !== undefined && page === undefined,
  };
}

/** How long after a failure Sloth's page and ticket fire. */
async function slothAfter(series: readonly RawSeries[], failure: number): Promise<string> {
  const conditions = slothConditions(theirs());
  const oneOf = (severity: string) =>
    conditions
      .filter((condition) => condition.severity === severity)
      .map(({ expr }) => expr)
      .join(' or ');
  const watch = { from: failure, to: failure + 6 * hour, step: evaluation };
  const [page, ticket] = await timesHeld(series, scrape, [oneOf('page'), oneOf('ticket')], watch);
  const after = (times: readonly number[] | undefined) =>
    seconds(times?.[0] === undefined ? undefined : times[0] - failure);
  return `page after ${after(page)}, ticket after ${after(ticket)}`;
}
