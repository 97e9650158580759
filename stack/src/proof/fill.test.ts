import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoClient } from '@express-slo-stack/demo';
import { localUrl } from '../ports';
import { fill } from './fill';
import { happenings } from './happenings';

test('it says how long it may still take while it waits', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    const result = ++asked < 2 ? [] : [{ metric: {}, value: [0, '1'] }];
    response.end(JSON.stringify({ data: { result } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const told: string[] = [];
  const [happening] = happenings;
  if (happening === undefined) throw new Error('nothing happens');
  const at = {
    prometheus: localUrl((server.address() as AddressInfo).port),
    demo: {
      clearFault: () => Promise.resolve({}),
      setFault: () => Promise.resolve({}),
    } as unknown as DemoClient,
    progress: (message: string) => void told.push(message),
  };
  const question = { from: 'd', kind: 'annotation', title: 'Alerts', exprs: ['ALERTS'] } as const;
  const { seconds } = await fill(at, happening, [question], 1);
  server.close();
  server.closeAllConnections();
  expect(seconds).not.toBeNull();
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]).toMatch(/^Still waiting, at most \d+ s more: every request/);
}, 60_000);
