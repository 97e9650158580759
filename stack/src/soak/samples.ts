import { instantQuery } from '@express-slo-stack/demo';
import type { ComponentName } from '../components';
import type { Stack } from '../stack';
import type { Usage } from '../usage/usage';

/** Everything that is measured of one process group. Bytes and counts; what it has not is absent. */
export interface Measures {
  readonly memory: number;
  readonly files: number;
  readonly sockets: number;
  readonly series?: number;
  readonly disk?: number;
  readonly log?: number;
}

export interface Sample {
  /** Requests that the demo had made. */
  readonly requests: number;
  /** Seconds since the soak began. */
  readonly seconds: number;
  readonly groups: Readonly<Record<string, Measures>>;
}

export const embeddedDatabase = 'embedded database';
const isEmbeddedDatabase = (command: string): boolean => /store\/embedded\/child\.js/.test(command);

const componentsOf = (backend: Stack['backend']): readonly ComponentName[] => [
  'api',
  'demo',
  'prometheus',
  'alertmanager',
  ...(backend === 'containers' ? (['postgres'] as const) : []),
];

/** Series that each component exposes, or in Prometheus's case holds. */
const seriesQuery =
  'label_replace(scrape_samples_post_metric_relabeling{job="gt-api"}, "component", "api", "", "") or ' +
  'label_replace(prometheus_tsdb_head_series, "component", "prometheus", "", "")';

/** Measures every component once. */
export async function measure(stack: Stack): Promise<Sample['groups']> {
  const components = componentsOf(stack.backend);
  const [usages, series] = await Promise.all([
    Promise.all(components.map((component) => stack.usage(component))),
    instantQuery(stack.urls.prometheus, seriesQuery).catch(() => []),
  ]);
  const seriesOf = new Map(series.map(({ metric, value }) => [metric['component'], value]));
  return Object.fromEntries(
    components.flatMap((component, index) => groupsOf(component, usages[index], seriesOf.get(component))),
  );
}

/** A component's processes as one, its embedded database apart. What the API has on disk is the database. */
export function groupsOf(
  component: ComponentName,
  usage: Usage | undefined,
  series: number | undefined,
): readonly (readonly [string, Measures])[] {
  if (usage === undefined) return [];
  const { processes, disk, log } = usage;
  const database = processes.filter(({ command }) => isEmbeddedDatabase(command));
  const own = processes.filter((process) => !database.includes(process));
  const onDisk = disk === undefined ? {} : { disk };
  const itsSeries = series === undefined ? {} : { series };
  if (database.length === 0) return [[component, { ...sum(own), ...itsSeries, ...onDisk, log }]];
  return [
    [component, { ...sum(own), ...itsSeries, log }],
    [embeddedDatabase, { ...sum(database), ...onDisk }],
  ];
}

function sum(processes: Usage['processes']): Pick<Measures, 'memory' | 'files' | 'sockets'> {
  const total = (of: 'memory' | 'files' | 'sockets'): number =>
    processes.reduce((all, process) => all + process[of], 0);
  return { memory: total('memory'), files: total('files'), sockets: total('sockets') };
}
