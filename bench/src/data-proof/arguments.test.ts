import { parseArguments } from './arguments';

test('the running stack or one of its own, for people', () => {
  expect(parseArguments([])).toEqual({ json: false, dataFolder: '.stack', help: false });
});

test('a stack that is named, for programs', () => {
  const attach = { console: 'http://127.0.0.1:8080', prometheus: 'http://127.0.0.1:9090' };
  const args = ['--json', '--console', attach.console, '--prometheus', attach.prometheus];
  expect(parseArguments(args)).toMatchObject({ json: true, attach });
});

test.each([
  [['--jsn'], /--jsn/],
  [['slo'], /slo/],
  [['--console', 'http://127.0.0.1:8080'], /belong together/],
  [['--console', 'here', '--prometheus', 'http://127.0.0.1:9090'], /"here" is no URL/],
])('%j is refused, with what there is', (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
  expect(() => parseArguments(args)).toThrow(/npm run proof/);
});
