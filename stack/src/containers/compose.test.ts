import { containerNews, unwell } from './compose';

test.each([
  [' Container express-slo-stack-1a2b3c4d-prometheus-1  Healthy ', 'prometheus is healthy'],
  [' Container x-setup-1  Exited ', 'secrets, targets and configuration are made'],
  [' Container x-backfill-1  Exited ', 'the history is handed to Prometheus'],
  [' Container x-api-1  Error ', 'api is error'],
  [' Container x-api-1  Waiting ', undefined],
  ['#7 [build 2/4] RUN npm ci', undefined],
])('%p tells %p', (line, news) => expect(containerNews(line)).toBe(news));

test('only containers that are not well are reported', () => {
  const line = (Service: string, State: string, Health: string, ExitCode: number): string =>
    JSON.stringify({ Service, State, Health, ExitCode });
  const output = [
    line('setup', 'exited', '', 0),
    line('postgres', 'running', 'healthy', 0),
    line('api', 'running', 'unhealthy', 0),
    line('demo', 'created', '', 0),
    line('prometheus', 'exited', '', 2),
  ].join('\n');
  expect(unwell(output)).toEqual([
    { service: 'api', state: 'unhealthy' },
    { service: 'prometheus', state: 'exited, exit code 2' },
  ]);
});
