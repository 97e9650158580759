import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { claimPorts, eachPort, requestedPorts } from './ports';

test('the usual ports, each moved by its variable', () => {
  expect(requestedPorts({})).toEqual({
    api: 8000,
    console: 8080,
    prometheus: 9090,
    alertmanager: 9093,
    grafana: 3000,
  });
  expect(requestedPorts({ API_PORT: '0', GRAFANA_PORT: '3001', CONSOLE_PORT: '' })).toMatchObject({
    api: 0,
    grafana: 3001,
    console: 8080,
  });
});

test.each(['abc', '-1', '70000', '80.5'])(
  'a port of %p is refused with the name of its variable',
  (value) => {
    expect(() => requestedPorts({ API_PORT: value })).toThrow(/^API_PORT="/);
  },
);

test('a taken port is refused with the port, who needs it, and the variable that moves it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const requested = { ...eachPort(() => 0), prometheus: port };
    await expect(claimPorts(requested)).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringMatching(new RegExp(`${port}.*Prometheus.*PROMETHEUS_PORT`, 's')) as string,
    });
    await expect(claimPorts(requested, ['api'])).resolves.toMatchObject({ prometheus: port });
  } finally {
    server.close();
  }
});
