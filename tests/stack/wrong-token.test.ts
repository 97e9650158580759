import { type Stack, startStack } from '@express-slo-stack/stack';
import { type Shop, startShop } from './example-your-app/app';
import { eventually } from './support/eventually';
import { getJson } from './support/http';
import { instantQuery as query } from '@express-slo-stack/demo';

interface Targets {
  data: { activeTargets: { health: string; lastError: string; labels: Record<string, string> }[] };
}

let shop: Shop;
let stack: Stack;

beforeAll(async () => {
  shop = await startShop('the-token-that-the-shop-wants-0123456789');
  stack = await startStack({
    app: {
      targets: [shop.address],
      metricsPath: '/api/0/observability',
      token: 'another-token-0123456789abcdef0123456789',
      job: 'shop',
    },
  });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await shop?.stop();
}, 60_000);

test('a scrape with the wrong token is down, and Prometheus says why', async () => {
  await eventually(
    async () => {
      const [up] = await query(stack.urls.prometheus, 'up{job="shop"}');
      expect(up?.value).toBe(0);
    },
    { within: 60 },
  );
  const { data } = await getJson<Targets>(`${stack.urls.prometheus}/api/v1/targets`);
  const target = data.activeTargets.find(({ labels }) => labels['job'] === 'shop');
  expect(target).toMatchObject({ health: 'down', lastError: expect.stringContaining('401') as string });
}, 90_000);
