import type { ProgramName } from '@express-slo-stack/stack';

const prometheus = ['2.42', '3.5'] as const;
const alertmanager = ['0.25', '0.33'] as const;

/** The releases that are promised: the oldest, which Debian 12 has, and the one that the stack runs. */
const releases = {
  prometheus,
  promtool: prometheus,
  alertmanager,
  amtool: alertmanager,
  grafana: [],
} as const satisfies Readonly<Record<ProgramName, readonly string[]>>;

export const releasesOf = (program: ProgramName): readonly string[] => releases[program];

export const oldestReleaseOf = (program: ProgramName): string | undefined => releases[program][0];
