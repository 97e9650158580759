import path from 'node:path';
import type { InternalPorts, Ports } from '../ports';
import { projectRoot } from '../root';

/** A folder that one component reads. `group` may read it too; without one only its owner may. */
export interface Handover {
  readonly folder: string;
  readonly group?: number;
}

/** Where the set-up writes for each component, and where the components find each other. */
export interface Layout {
  /** Tokens of the API and the demo, and what else they must know. */
  readonly secrets: Handover;
  readonly postgres?: Handover;
  readonly grafana: Handover;
  readonly prometheus: { readonly secrets: Handover; readonly targets: Handover };
  readonly alertmanager: Handover & {
    /** The folder with alertmanager.yml, templates and receivers as committed. */
    readonly source: string;
    /** Where Alertmanager finds `folder`: an absolute path. */
    readonly seenAt: string;
  };
  /** Folders in which a receiver's secret file may lie, the first that has it wins. */
  readonly receiverSecrets: readonly string[];
  /** host:port as the other components see it. */
  readonly addresses: {
    readonly api: string;
    readonly console: string;
    readonly prometheus: string;
    readonly alertmanager: string;
    readonly postgres?: string;
  };
  /** The label `instance` of a target whose address is another one at each start. */
  readonly instances?: Readonly<Partial<Record<'prometheus' | 'alertmanager', string>>>;
}

/** In containers: one volume per component below `root`, handed to the group the component runs as. */
export function containerLayout(root: string, alertmanagerSource: string): Layout {
  const volume = (name: string, group?: number): Handover => ({
    folder: path.join(root, name),
    ...(group === undefined ? {} : { group }),
  });
  return {
    secrets: volume('secrets'),
    postgres: volume('postgres-secrets', 999),
    grafana: volume('grafana-secrets', 472),
    prometheus: {
      secrets: volume('prometheus-secrets', 65_534),
      targets: volume('prometheus-targets', 65_534),
    },
    alertmanager: {
      ...volume('alertmanager-config', 65_534),
      source: alertmanagerSource,
      seenAt: '/etc/alertmanager',
    },
    receiverSecrets: [path.join(alertmanagerSource, 'secrets')],
    addresses: {
      api: 'api:8000',
      console: 'demo:8080',
      prometheus: 'prometheus:9090',
      alertmanager: 'alertmanager:9093',
      postgres: 'postgres:5432',
    },
  };
}

/** As local processes: everything below the data folder, for the person who started it only. */
export function processLayout(data: string, ports: Ports, internal: InternalPorts): Layout {
  const folder = (...parts: string[]): Handover => ({ folder: path.join(data, ...parts) });
  return {
    secrets: folder('secrets'),
    grafana: folder('secrets'),
    prometheus: { secrets: folder('prometheus', 'secrets'), targets: folder('prometheus', 'targets') },
    alertmanager: {
      ...folder('alertmanager'),
      source: path.join(projectRoot, 'alertmanager'),
      seenAt: path.join(data, 'alertmanager'),
    },
    receiverSecrets: [path.join(projectRoot, 'alertmanager', 'secrets'), path.join(data, 'secrets')],
    addresses: {
      api: `127.0.0.1:${ports.api}`,
      console: `127.0.0.1:${ports.console}`,
      prometheus: `127.0.0.1:${internal.prometheus}`,
      alertmanager: `127.0.0.1:${internal.alertmanager}`,
    },
    instances: {
      prometheus: `127.0.0.1:${ports.prometheus}`,
      alertmanager: `127.0.0.1:${ports.alertmanager}`,
    },
  };
}
