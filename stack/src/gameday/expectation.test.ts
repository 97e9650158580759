import type { InboxEntry } from '@express-slo-stack/demo';
import { isExpected, isFalsePage } from './expectation';
import { type Scenario, scenarios } from './scenarios';

const entry = (labels: Record<string, string>, status: InboxEntry['status'] = 'firing') =>
  ({ labels: { service: 'gt-api', severity: 'page', ...labels }, status }) as unknown as InboxEntry;
const burn = (slo: string): InboxEntry => entry({ alertname: 'SLOBurn', slo });

test.each([
  ['outage', burn('ingest-availability')],
  ['dead-api', entry({ alertname: 'TargetDown' })],
  ['dead-prometheus', entry({ alertname: 'WatchdogSilent' })],
] as const)('%s expects its page and no other', (name, page) => {
  const scenario: Scenario = scenarios[name];
  expect(isExpected(scenario.expected, page)).toBe(true);
  expect(isFalsePage(scenario, page)).toBe(false);
  for (const other of [burn('api-latency'), entry({ alertname: 'SLONoData', slo: 'ingest-availability' })]) {
    expect(isExpected(scenario.expected, other)).toBe(false);
    expect(isFalsePage(scenario, other)).toBe(true);
  }
});

test('a page about another SLO that the same fault hurts is neither expected nor false', () => {
  const scenario: Scenario = scenarios['slow-database'];
  expect(isExpected(scenario.expected, burn('ingest-latency'))).toBe(false);
  expect(isFalsePage(scenario, burn('ingest-latency'))).toBe(false);
});

test('where no page is expected every page is false, and no ticket', () => {
  const scenario: Scenario = scenarios['low-traffic'];
  expect(isFalsePage(scenario, burn('ingest-availability'))).toBe(true);
  expect(isFalsePage(scenario, entry({ alertname: 'SLOBurn', severity: 'ticket' }))).toBe(false);
});
