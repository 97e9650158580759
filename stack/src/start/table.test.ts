import { renderTable, tableRows } from './table';

const urls = {
  api: 'http://127.0.0.1:8000',
  console: 'http://127.0.0.1:8080',
  prometheus: 'http://127.0.0.1:9090',
  alertmanager: 'http://127.0.0.1:9093',
};
const dsns = [{ project: 'web', dsn: 'http://key@127.0.0.1:8000/1' }];

test('every address, the DSN and the places of the tokens, values under each other', () => {
  const missing = [{ component: 'grafana' as const, reason: 'not on PATH' }];
  expect(renderTable(tableRows({ urls, missing, dsns, secrets: '.stack/secrets' }))).toBe(
    [
      '  Console and inbox   http://127.0.0.1:8080',
      '  API                 http://127.0.0.1:8000/api/0/',
      '  Prometheus          http://127.0.0.1:9090',
      '  Alertmanager        http://127.0.0.1:9093',
      '  Grafana             not started: not on PATH',
      '  DSN of web          http://key@127.0.0.1:8000/1',
      '  Metrics             http://127.0.0.1:8000/api/0/observability   (token in .stack/secrets/scrape-token)',
      '  API token           .stack/secrets/admin-token',
    ].join('\n'),
  );
});

test('Grafana, where it runs, comes with where its password is', () => {
  const rows = tableRows({
    urls: { ...urls, grafana: 'http://127.0.0.1:3000' },
    missing: [],
    dsns,
    secrets: 's',
  });
  expect(rows).toContainEqual({
    name: 'Grafana',
    value: 'http://127.0.0.1:3000   (user admin, password in s/grafana-admin-password)',
  });
});
