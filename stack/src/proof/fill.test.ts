import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DemoError, type DemoClient } from '@express-slo-stack/demo';
import { localUrl } from '../ports';
import { fill } from './fill';
import { happenings } from './happenings';

let prometheus: Server;
let told: string[];
beforeEach(async () => {
  told = [];
  let asked = 0;
  prometheus = createServer((_request, response) => {
    const result = ++asked < 2 ? [] : [{ metric: {}, value: [0, '1'] }];
    response.end(JSON.stringify({ data: { result } }));
  }).listen(0, '127.0.0.1');
  await once(prometheus, 'listening');
});
afterEach(() => {
  prometheus.close();
  prometheus.closeAllConnections();
});

function filled(setFault: () => Promise<unknown>) {
  const [happening] = happenings;
  if (happening === undefined) throw new Error('nothing happens');
  const at = {
    prometheus: localUrl((prometheus.address() as AddressInfo).port),
    demo: { clearFault: () => Promise.resolve({}), setFault } as unknown as DemoClient,
    progress: (message: string) => void told.push(message),
  };
  const question = { from: 'd', kind: 'annotation', title: 'Alerts', exprs: ['ALERTS'] } as const;
  return fill(at, happening, [question], 1);
}

test('it says how long it may still take while it waits', async () => {
  const { seconds } = await filled(() => Promise.resolve({}));
  expect(seconds).not.toBeNull();
  expect(told[0]).toMatch(/^Still waiting, at most \d+ s more: every request/);
}, 60_000);

test('what only a person can make happen is told, and waited for', async () => {
  const reason = '{"error":{"code":"SUPERVISOR_ABSENT","message":"Type: docker compose stop alertmanager"}}';
  const refused = new DemoError('DEMO_REFUSED', { request: 'PUT /api/faults', status: 409, reason });
  const { seconds } = await filled(() => Promise.reject(refused));
  expect(told[0]).toContain('Type: docker compose stop alertmanager');
  expect(seconds).not.toBeNull();
}, 60_000);

test('what cannot be begun otherwise is not waited for', async () => {
  const { seconds, answers } = await filled(() => Promise.reject(new Error('no connection')));
  expect(seconds).toBeNull();
  expect(answers).toMatchObject([{ hasData: false, problem: 'no connection' }]);
});
