import { parse } from 'yaml';
import { prometheusConfig } from './prometheus-config';

test('one job with the token in a file, the rules, and the Alertmanager', () => {
  const app = {
    targets: ['127.0.0.1:8123'],
    metricsPath: '/api/0/observability',
    token: 'secret',
    labels: { team: 'shop' },
    rules: ['/shop/slo.yml', '/other/slo.yml'],
  };
  const config = prometheusConfig(app, '127.0.0.1:9093');
  expect(config).not.toContain('secret\n');
  expect(parse(config)).toMatchObject({
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: ['rules/0-slo.yml', 'rules/1-slo.yml'],
    alerting: {
      alertmanagers: [
        {
          basic_auth: { username: 'stack', password_file: 'secrets/monitoring-password' },
          static_configs: [{ targets: ['127.0.0.1:9093'] }],
        },
      ],
    },
    scrape_configs: [
      {
        job_name: 'app',
        metrics_path: '/api/0/observability',
        authorization: { credentials_file: 'secrets/token' },
        static_configs: [{ targets: ['127.0.0.1:8123'], labels: { team: 'shop' } }],
      },
    ],
  });
});

test('an app that wants no token is sent none', () => {
  expect(prometheusConfig({ targets: ['127.0.0.1:1'] }, '127.0.0.1:2')).not.toContain('authorization');
});
