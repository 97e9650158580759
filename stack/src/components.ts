/** The parts of the stack that run by themselves. `postgres` only in containers: processes embed their database. */
export type ComponentName = 'postgres' | 'api' | 'demo' | 'prometheus' | 'alertmanager' | 'grafana';

/** A port of the stack that people and programs use. */
export type PortName = 'api' | 'console' | 'prometheus' | 'alertmanager' | 'grafana';

export interface PublishedPort {
  /** What a person calls the thing behind the port. */
  readonly title: string;
  /** The environment variable that moves it. */
  readonly variable: string;
  readonly usual: number;
}

export const publishedPorts: Readonly<Record<PortName, PublishedPort>> = {
  api: { title: 'API', variable: 'API_PORT', usual: 8000 },
  console: { title: 'console and inbox', variable: 'CONSOLE_PORT', usual: 8080 },
  prometheus: { title: 'Prometheus', variable: 'PROMETHEUS_PORT', usual: 9090 },
  alertmanager: { title: 'Alertmanager', variable: 'ALERTMANAGER_PORT', usual: 9093 },
  grafana: { title: 'Grafana', variable: 'GRAFANA_PORT', usual: 3000 },
};

export const portNames = Object.keys(publishedPorts) as readonly PortName[];
