import { instantQuery } from '@express-slo-stack/demo';
import { type Stack, startStack, type Supervision, superviseStack } from '@express-slo-stack/stack';
import { dataProof } from './suites/data-proof';
import { eventually } from './support/eventually';
import { sayerOf } from './support/say';

jest.setTimeout(1_000_000);

const say = sayerOf('history');
const aPoint = 0.01;

/** A first start with history: the month is there, its budgets are right, and the live rules carry on from it. */
describe('history', () => {
  let stack: Stack;
  let supervision: Supervision;
  let ready: number;
  const ask = (expression: string) => instantQuery(stack.urls.prometheus, expression, { patienceMs: 60_000 });
  const ledger = () => {
    if (stack.history === undefined || !('ledger' in stack.history)) {
      throw new Error(`there is no history: ${JSON.stringify(stack.history)}`);
    }
    return stack.history;
  };

  beforeAll(async () => {
    const began = Date.now();
    stack = await startStack({ history: { HISTORY: 'on', HISTORY_RATE: 32 }, onProgress: say });
    ready = Date.now() / 1000;
    supervision = superviseStack(stack);
    say(
      `back end: ${stack.backend}; first start with history: ${((Date.now() - began) / 1000).toFixed(1)} s`,
    );
  });
  afterAll(async () => {
    supervision?.stop();
    await stack?.stop();
  });

  const proof = dataProof(
    () => stack,
    () => ready * 1000,
    say,
  );
  proof.atFirst();

  it('covers thirty days of every SLO', async () => {
    expect(ledger().leftOut).toEqual([]);
    const counts = await ask('sum by (service, slo) (count_over_time(slo:total:rate1m[30d]))');
    expect(counts.length).toBe(ledger().ledger.length);
    for (const { value } of counts) expect(value).toBeGreaterThan(0.998 * ((30 * 86_400) / 30));
  });

  it('has raw series for the last hours, under the labels of the live target', async () => {
    const [counted] = await ask(
      'count(count by (instance) (last_over_time(http_server_request_duration_seconds_count{job="gt-api"}[6h])))',
    );
    expect(counted?.value).toBe(1);
    const [before] = await ask(
      `sum(rate(http_server_request_duration_seconds_count[30m] @ ${ledger().end}))`,
    );
    expect(before?.value).toBeGreaterThan(20);
  });

  it('remembers the pages of its incidents', async () => {
    const pages = await ask('count_over_time(ALERTS{alertname="SLOBurn",severity="page"}[30d])');
    expect(new Set(pages.map(({ metric }) => metric['slo'])).size).toBeGreaterThanOrEqual(4);
  });

  it('gives budgets that are right to within a point, before and after the live rules took over', async () => {
    const label = 'slo:period_error_budget_remaining:ratio';
    const budgets = async (at: string) => {
      const samples = await ask(`max by (service, slo) (${label}${at})`);
      return new Map(samples.map(({ metric, value }) => [metric['slo'], value]));
    };
    const expectRight = (found: ReadonlyMap<string | undefined, number>) => {
      for (const { slo, budgetRemaining } of ledger().ledger) {
        expect(Math.abs((found.get(slo) ?? NaN) - budgetRemaining)).toBeLessThan(aPoint);
      }
    };
    expectRight(await budgets(` @ ${ledger().end}`));
    await eventually(
      async () => {
        const live = await ask(`max by (service, slo) (timestamp(${label})) > ${ready}`);
        expect(live.length).toBe(ledger().ledger.length);
      },
      { within: 240, every: 2 },
    );
    expectRight(await budgets(''));
  });

  it('records nothing that is no number, and no burn alert fires', async () => {
    const recorded = await ask('{__name__=~"slo:.+"}');
    expect(recorded.length).toBeGreaterThan(60);
    expect(recorded.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    expect(await ask('ALERTS{alertname=~"SLO.*",alertstate="firing"}')).toEqual([]);
  });

  proof.inTheEnd();
});
