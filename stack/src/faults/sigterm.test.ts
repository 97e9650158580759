import { sigterm } from './sigterm';

test('a SIGTERM under load resets nothing that was sent before listening ended', async () => {
  const measurements = await sigterm.run({ runs: 1, progress: () => undefined });
  expect(measurements).toMatchObject([
    { measured: '0', holds: true, measure: expect.stringMatching(/of [1-9]\d* sent/) as string },
    { measured: '0', holds: true },
  ]);
}, 120_000);
