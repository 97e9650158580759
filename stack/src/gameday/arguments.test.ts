import { parseArguments } from './arguments';

test('a scenario of its own stack, for people', () => {
  expect(parseArguments(['outage'])).toEqual({ scenario: 'outage', json: false });
});

test('a running stack, for programs', () => {
  expect(parseArguments(['outage', '--json', '--console', 'http://127.0.0.1:8080'])).toEqual({
    scenario: 'outage',
    json: true,
    attach: { console: 'http://127.0.0.1:8080', prometheus: 'http://127.0.0.1:9090' },
  });
});

test.each([
  [[], /outage/],
  [['flood'], /"flood".*outage/s],
  [['constructor'], /"constructor"/],
  [['outage', '--console', 'here'], /"here".*URL/],
  [['outage', '--prometheus', 'http://127.0.0.1:9090'], /--console is needed/],
  [['outage', '--jsn'], /--jsn/],
])('%j is refused, with what there is', (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});
