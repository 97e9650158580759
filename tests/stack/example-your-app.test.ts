// An example to copy: your own app, in your own test, under a real Prometheus and a real Alertmanager.
// docs/testing-your-app.md explains it.
import path from 'node:path';
import { createDemoClient } from '@express-slo-stack/demo';
import { type Stack, startStack } from '@express-slo-stack/stack';
import { type Shop, startShop } from './example-your-app/app';

const token = 'a-token-of-the-shop-0123456789abcdef';
let shop: Shop;
let stack: Stack;
let customer: NodeJS.Timeout;

beforeAll(async () => {
  shop = await startShop(token);
  stack = await startStack({
    app: {
      targets: [shop.address],
      metricsPath: '/api/0/observability',
      token,
      job: 'shop',
      labels: { team: 'shop' },
      rules: [path.join(__dirname, 'example-your-app', 'rules.yml')],
    },
  });
  customer = setInterval(() => void shop.order().catch(() => undefined), 50);
}, 300_000);

afterAll(async () => {
  clearInterval(customer);
  await stack?.stop();
  await shop?.stop();
}, 60_000);

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function query(expression: string): Promise<readonly Sample[]> {
  const url = `${stack.urls.prometheus}/api/v1/query?${new URLSearchParams({ query: expression }).toString()}`;
  const { data } = (await (await fetch(url)).json()) as { data: { result: readonly Sample[] } };
  return data.result;
}

/** Asks until the answer is the one wanted; a test that waits for a scrape cannot know when it comes. */
async function eventually<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (const deadline = Date.now() + 30_000; !isWanted(answer) && Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    answer = await ask();
  }
  return answer;
}

test('Prometheus scrapes the app with its token', async () => {
  const up = await eventually(
    () => query('up{job="shop"}'),
    ([sample]) => sample?.value[1] === '1',
  );
  expect(up).toMatchObject([{ metric: { team: 'shop' }, value: [expect.any(Number), '1'] }]);
}, 60_000);

test('without the token the app tells nothing', async () => {
  const response = await fetch(`http://${shop.address}/api/0/observability`);
  expect(response.status).toBe(401);
});

test('the recording rule has a value: no order fails', async () => {
  const ratio = await eventually(
    () => query('shop:errors:ratio_rate15s'),
    ([sample]) => sample?.value[1] === '0',
  );
  expect(ratio).toMatchObject([{ value: [expect.any(Number), '0'] }]);
}, 60_000);

test('failing orders page: the alert arrives with its labels', async () => {
  shop.answerWith(500);
  const page = await createDemoClient(stack.urls.console ?? '').waitForAlert({
    isIt: ({ labels }) => labels['alertname'] === 'OrdersFail',
    withinSeconds: 60,
  });
  expect(page).toMatchObject({
    status: 'firing',
    labels: { severity: 'page', service: 'shop', slo: 'orders' },
    annotations: { summary: 'Orders fail.' },
  });
}, 90_000);
