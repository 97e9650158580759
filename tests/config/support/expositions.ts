import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { releasesOf } from '../../programs/releases';
import { startAlertmanagerProgram } from './alertmanager';
import { projectFiles, projectPath } from './project';
import { type RunningProgram, startProgram } from './running-program';

type Monitoring = 'prometheus' | 'alertmanager';

export interface Exposition {
  readonly release: string;
  /** Sorted. */
  readonly names: readonly string[];
}

const folder = 'tests/config/expositions';
const fileOf = (program: Monitoring, release: string): string =>
  projectPath(path.join(folder, `${program}-${release}.txt`));

/** What each promised release of a program exposes, as it was recorded: these files are read where none can be run. */
export const recordedExpositions = (program: Monitoring): readonly Exposition[] =>
  releasesOf(program).map((release) => ({
    release,
    names: readFileSync(fileOf(program, release), 'utf8').trim().split('\n'),
  }));

/** Writes a recording. */
export const record = (program: Monitoring, { release, names }: Exposition): void =>
  writeFileSync(fileOf(program, release), `${names.join('\n')}\n`);

/** The recordings that there are. */
export const recordings = (): readonly string[] => projectFiles(folder, '.txt');

/** Names that come with the first sample, alert or rule group only. */
const last: Readonly<Record<Monitoring, readonly string[]>> = {
  alertmanager: ['alertmanager_notifications_failed_total'],
  prometheus: [
    'prometheus_rule_group_last_evaluation_samples',
    'prometheus_tsdb_head_samples_appended_total',
    'prometheus_notifications_latency_seconds',
  ],
};

/** The names that a program exposes on the committed flags and rules. Throws when it does not start with them. */
export async function exposedNames(name: Monitoring, program: string): Promise<readonly string[]> {
  const alertmanager = await startAlertmanagerProgram(name === 'alertmanager' ? program : undefined);
  try {
    if (name === 'alertmanager') return await namesOf(alertmanager, last.alertmanager);
    const prometheus = await startPrometheus(program, new URL(alertmanager.url).host);
    try {
      return await namesOf(prometheus, last.prometheus);
    } finally {
      await prometheus.stop();
    }
  } finally {
    await alertmanager.stop();
  }
}

/** With the project's rules, scraping itself each second: some metrics appear with the first sample, alert or group. */
const startPrometheus = (program: string, alertmanager: string) =>
  startProgram(
    'prometheus',
    ({ folder: place, address }) => {
      const config = path.join(place, 'prometheus.yml');
      const only = (target: string) => ({ static_configs: [{ targets: [target] }] });
      writeFileSync(
        config,
        stringify({
          global: { scrape_interval: '1s', evaluation_interval: '1s' },
          rule_files: [projectPath('prometheus/rules/*.yml')],
          alerting: { alertmanagers: [only(alertmanager)] },
          scrape_configs: [{ job_name: 'prometheus', ...only(address) }],
        }),
      );
      return [
        `@${projectPath('prometheus/flags')}`,
        `--config.file=${config}`,
        `--storage.tsdb.path=${path.join(place, 'data')}`,
        `--web.listen-address=${address}`,
        // The first alert comes before Alertmanager is found: it is sent again at once, not after a minute.
        '--rules.alert.resend-delay=1s',
      ];
    },
    program,
  );

/** The names that a program exposes, once those that come last are among them. */
async function namesOf(program: RunningProgram, awaited: readonly string[]): Promise<readonly string[]> {
  let names: readonly string[] = [];
  await program.until(async () => {
    const text = await (await fetch(`${program.url}/metrics`)).text();
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    names = types.flatMap(([, metric = '', type = '']) => seriesNames(metric, type));
    return awaited.every((name) => names.includes(name));
  });
  return [...new Set(names)].sort();
}

/** The names of the series of a metric. */
export const seriesNames = (metric: string, type: string): readonly string[] =>
  type === 'histogram' || type === 'summary'
    ? [metric, `${metric}_bucket`, `${metric}_count`, `${metric}_sum`]
    : [metric];
