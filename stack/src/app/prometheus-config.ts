import path from 'node:path';
import { MONITORING_PASSWORD_FILE, MONITORING_USER } from '@express-slo-stack/demo';
import { stringify } from 'yaml';
import type { AppUnderTest } from './app-under-test';

/** The prometheus.yml that watches an app: one job, its rules, one Alertmanager. Paths are relative to the file. */
export function prometheusConfig(app: AppUnderTest, alertmanager: string): string {
  const { targets, labels, token, job = 'app', metricsPath = '/metrics', intervalSeconds = 1 } = app;
  return stringify({
    global: {
      scrape_interval: `${intervalSeconds}s`,
      scrape_timeout: `${intervalSeconds}s`,
      evaluation_interval: `${intervalSeconds}s`,
    },
    rule_files: ruleFileNames(app).map((name) => `rules/${name}`),
    alerting: {
      alertmanagers: [
        {
          basic_auth: { username: MONITORING_USER, password_file: `secrets/${MONITORING_PASSWORD_FILE}` },
          static_configs: [{ targets: [alertmanager] }],
        },
      ],
    },
    scrape_configs: [
      {
        job_name: job,
        metrics_path: metricsPath,
        ...(token === undefined ? {} : { authorization: { credentials_file: 'secrets/token' } }),
        follow_redirects: false,
        static_configs: [{ targets, ...(labels === undefined ? {} : { labels }) }],
      },
    ],
  });
}

/** What the copies of the rule files are called: two files of one name stay two. */
export function ruleFileNames({ rules = [] }: AppUnderTest): readonly string[] {
  return rules.map((file, index) => `${index}-${path.basename(file)}`);
}
