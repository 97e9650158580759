import { slothRules } from '../../peers/sloth';
import { measure } from '../measure';
import { ours, theirs } from '../ours';
import { seconds, type Row } from '../row';
import { firstFiring, withoutBudget } from '../rules';
import { bad, good } from '../traffic';

const hour = 3_600;
const scrape = 15;

/** Ten requests an hour; those whose number passes `fails` fail. Written request by request. */
function requests(hours: number, fails: (index: number) => boolean) {
  const scrapesApart = 360 / scrape;
  const failed = Array.from({ length: hours * 10 }, (_, index) => fails(index));
  const values = (counted: (failure: boolean) => boolean) => {
    let count = 0;
    const steps = failed.map((failure) => {
      const before = count;
      if (counted(failure)) count += 1;
      return `${before}x${scrapesApart - 2} ${count}`;
    });
    return `0 ${steps.join(' ')}`;
  };
  return [
    { series: good, values: values((failure) => !failure) },
    { series: bad, values: values((failure) => failure) },
  ];
}

export const lowTrafficRows = (): Promise<Row[]> => Promise.all([oneFailure(), oneEveryHour()]);

async function oneFailure(): Promise<Row> {
  const hours = 72;
  const at = 24;
  const situation = { scrape: `${scrape}s`, evaluation: '30s' };
  const [our, their] = await Promise.all([
    measure({
      ...situation,
      series: requests(hours, (index) => index === at * 10),
      groups: ours().groups,
      questions: { any: { expr: firstFiring('alertname=~"SLO.*"', hours * hour), at: hours * hour } },
    }),
    measure({
      ...situation,
      series: requests(12, (index) => index === 60),
      groups: slothRules(theirs(), '30s'),
      questions: {
        page: { expr: firstFiring('sloth_severity="page"', 12 * hour), at: 12 * hour },
        ticket: { expr: firstFiring('sloth_severity="ticket"', 12 * hour), at: 12 * hour },
      },
    }),
  ]);
  const after = (values: readonly number[] | undefined) =>
    values?.[0] === undefined ? undefined : values[0] - (6 * hour + 360 - scrape);
  const fired = our['any']?.length ?? 0;
  return {
    case: '10 requests an hour, one single failure in three days',
    truth: 'nothing',
    sloth: `page after ${seconds(after(their['page']))}, ticket after ${seconds(after(their['ticket']))}`,
    ours: fired === 0 ? 'nothing' : 'an alert',
    holds: fired === 0,
  };
}

async function oneEveryHour(): Promise<Row> {
  const clean = 48;
  const hours = clean + 24;
  const question = (severity: string) => ({
    expr: firstFiring(`alertname="SLOBurn", severity="${severity}"`, 24 * hour),
    at: hours * hour,
  });
  const our = await measure({
    scrape: `${scrape}s`,
    evaluation: '30s',
    series: requests(hours, (index) => index >= clean * 10 && index % 10 === 5),
    groups: withoutBudget(ours().groups),
    questions: { page: question('page'), ticket: question('ticket') },
  });
  const [page, ticket] = [our['page']?.[0], our['ticket']?.[0]];
  return {
    case: '10 requests an hour, one failure every hour for a day',
    truth: 'ticket',
    sloth: 'page and ticket at the first',
    ours:
      ticket === undefined
        ? 'nothing'
        : `ticket after ${seconds(ticket - clean * hour)}${page ? ', and a page' : ''}`,
    holds: ticket !== undefined && page === undefined,
  };
}
