/** The programs the stack can start or check with. */
export type ProgramName = 'prometheus' | 'promtool' | 'alertmanager' | 'amtool' | 'grafana';

export interface ProgramSource {
  /** Names the program goes by on a PATH, the usual one first. */
  readonly commands: readonly string[];
  /** Debian packages that may carry it, the newer name first; none where Debian has no such package. */
  readonly packages: readonly string[];
  /** What a person installs when nothing was found. */
  readonly install: string;
}

/** Debian renames Alertmanager's command; bookworm has promtool inside the package prometheus. */
export const programs: Readonly<Record<ProgramName, ProgramSource>> = {
  prometheus: {
    commands: ['prometheus'],
    packages: ['prometheus'],
    install: 'Install Prometheus 2.42 or newer (https://prometheus.io/download/) and put it on PATH.',
  },
  promtool: {
    commands: ['promtool'],
    packages: ['promtool', 'prometheus'],
    install: 'Install Prometheus 2.42 or newer (https://prometheus.io/download/); promtool comes with it.',
  },
  alertmanager: {
    commands: ['alertmanager', 'prometheus-alertmanager'],
    packages: ['prometheus-alertmanager'],
    install: 'Install Alertmanager 0.25 or newer (https://prometheus.io/download/) and put it on PATH.',
  },
  amtool: {
    commands: ['amtool'],
    packages: ['prometheus-alertmanager'],
    install: 'Install Alertmanager 0.25 or newer (https://prometheus.io/download/); amtool comes with it.',
  },
  grafana: {
    commands: ['grafana', 'grafana-server'],
    packages: [],
    install: 'Install Grafana 12 or newer (https://grafana.com/grafana/download) and put it on PATH.',
  },
};
