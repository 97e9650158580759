import { FailedAttempts, networkOf } from './failed-attempts';

test('the attempt after the last one allowed is told how long to wait, until the window is over', () => {
  const failed = new FailedAttempts({ attempts: 2, seconds: 60 }, 'test');
  expect([0, 10_000, 20_500, 59_999].map((now) => failed.add('192.0.2.1', now))).toEqual([
    undefined,
    undefined,
    40,
    1,
  ]);
  expect(failed.add('192.0.2.1', 60_000)).toBeUndefined();
});

test('addresses are counted apart', () => {
  const failed = new FailedAttempts({ attempts: 1 }, 'test');
  expect(['192.0.2.1', '192.0.2.2', '192.0.2.1'].map((address) => failed.add(address, 0))).toEqual([
    undefined,
    undefined,
    60,
  ]);
});

test('of more addresses than it may remember, it forgets those that failed longest ago', () => {
  const failed = new FailedAttempts({ attempts: 1, addresses: 2 }, 'test');
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) failed.add(address, 0);
  expect(failed.add('192.0.2.3', 0)).toBe(60);
  expect(failed.add('192.0.2.1', 0)).toBeUndefined();
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network));

test.each(['attempts', 'seconds', 'addresses'])('%s has to be a positive whole number', (name) => {
  expect(() => new FailedAttempts({ [name]: 0 }, 'test')).toThrow(
    expect.objectContaining({ code: 'OBS_LIMIT_INVALID' }) as Error,
  );
});
