import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Labels = Readonly<Record<string, string>>;

/** The scrape jobs of prometheus/prometheus.yml, and the target file of each. */
const jobs = {
  'gt-api': 'api.json',
  prometheus: 'prometheus.json',
  alertmanager: 'alertmanager.json',
} as const;

/** Labels that every series of a job's target carries, by job. */
export type Targets = Readonly<Record<keyof typeof jobs, Labels>>;

interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels?: Labels;
}

/** The first target of a target file's text (`file_sd`). */
export function firstTarget(job: string, text: string): Labels {
  const [group] = JSON.parse(text) as readonly TargetGroup[];
  return { job, instance: group?.targets[0] ?? '', ...group?.labels };
}

/** Reads the target files that Prometheus reads. Throws the file system's error, or JSON's. */
export function readTargets(folder: string): Targets {
  const read = ([job, file]: [string, string]): [string, Labels] => [
    job,
    firstTarget(job, readFileSync(join(folder, file), 'utf8')),
  ];
  return Object.fromEntries(Object.entries(jobs).map(read)) as Targets;
}
