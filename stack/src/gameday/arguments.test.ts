import { parseArguments } from './arguments';
import { scenarioNames } from './scenarios';

const usual = { help: false, json: false, sideBySide: 3, report: '.stack/gameday/report.html' };

test('scenarios on stacks of their own, for people', () => {
  expect(parseArguments(['token-rotation', 'outage'])).toEqual({
    ...usual,
    names: ['outage', 'token-rotation'],
  });
});

test('all of them, for programs', () => {
  expect(parseArguments(['--all', '--json', '--side-by-side', '2', '--report', 'r.html'])).toEqual({
    help: false,
    names: scenarioNames,
    json: true,
    sideBySide: 2,
    report: 'r.html',
  });
});

test('a stack that runs already is one stack', () => {
  expect(parseArguments(['outage', '--console', 'http://127.0.0.1:8080'])).toEqual({
    ...usual,
    names: ['outage'],
    sideBySide: 1,
    attach: { console: 'http://127.0.0.1:8080', prometheus: 'http://127.0.0.1:9090' },
  });
});

test.each([
  [[], /outage/],
  [['flood'], /"flood".*outage/s],
  [['constructor'], /"constructor"/],
  [['--all', 'outage'], /"--all outage".*names or --all, not both/],
  [['outage', '--side-by-side', '0'], /"--side-by-side 0"/],
  [['outage', '--console', 'here'], /"here".*URL/],
  [['outage', '--prometheus', 'http://127.0.0.1:9090'], /--console is needed/],
  [['outage', 'no-traffic', '--console', 'http://127.0.0.1:8080'], /no-traffic.*a stack of its own/],
  [['dead-api', '--console', 'http://127.0.0.1:8080'], /dead-api.*a stack of its own/],
  [['outage', '--jsn'], /Unknown option '--jsn'\n\nnpm run gameday/],
])('%j is refused, with what there is', (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});

test.each(['--help', '-h'])('%s asks for the usage, whatever else is given', (flag) => {
  expect(parseArguments([flag])).toEqual({ help: true });
  expect(parseArguments(['flood', flag])).toEqual({ help: true });
});
