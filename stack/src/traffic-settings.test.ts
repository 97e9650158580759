import { trafficSettings } from './traffic-settings';

test.each([
  [undefined, {}],
  [false, { TRAFFIC: 'off' }],
  [
    { requestsPerSecond: 20, daySeconds: 86_400 },
    { TRAFFIC_RATE: '20', TRAFFIC_DAY_SECONDS: '86400' },
  ],
] as const)('%j', (traffic, settings) => {
  expect(trafficSettings(traffic)).toEqual(settings);
});
