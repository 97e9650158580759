import type { Client } from '../http/client';
import { defaultLabelsOf } from '../http/default-labels';
import type { AnyRegistry } from '../http/registry';
import { isLedgers } from './ledger-reporter';
import type { ClientMetric } from './messages';

/** A metric as every client has it. */
interface Collecting {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  get(): Promise<ClientMetric>;
}

/** All metrics of a registry but the ledger's, as they are now. */
export async function collectClientMetrics(registry: AnyRegistry): Promise<readonly ClientMetric[]> {
  const defaults = defaultLabelsOf(registry);
  const collected: ClientMetric[] = [];
  for (const metric of registry.getMetricsAsArray() as readonly Collecting[]) {
    if (isLedgers(metric)) continue;
    try {
      collected.push(withLabels(await metric.get(), defaults));
    } catch (error) {
      const { name, help, type } = metric;
      collected.push({ name, help, type, aggregator: 'sum', error: String(error), values: [] });
    }
  }
  return collected;
}

const withLabels = (
  metric: ClientMetric,
  defaults: ClientMetric['values'][number]['labels'],
): ClientMetric => ({
  name: metric.name,
  help: metric.help,
  type: metric.type,
  aggregator: metric.aggregator,
  values: metric.values.map(({ metricName, labels, value }) => ({
    ...(metricName !== undefined && { metricName }),
    labels: { ...defaults, ...labels },
    value: Number.isFinite(value) ? value : String(value),
  })),
});

/** What a process leaves behind when it is gone: what it counted, and nothing of how it was or of what failed. */
export const leftBehind = (metrics: readonly ClientMetric[]): readonly ClientMetric[] =>
  metrics
    .filter(({ aggregator, type, error }) => aggregator === 'sum' && type !== 'gauge' && error === undefined)
    .map((metric) => ({ ...metric, values: metric.values.filter(({ labels }) => !('quantile' in labels)) }));

/** What is known of a process after a report: what it had counted stays, should its collection fail now. */
export function updated(
  known: readonly ClientMetric[],
  report: readonly ClientMetric[],
): readonly ClientMetric[] {
  const failed = new Set(report.filter(({ error }) => error !== undefined).map(({ name }) => name));
  return [...report, ...leftBehind(known).filter(({ name }) => failed.has(name))];
}

/**
 * Puts the metrics of several processes together, each by the client's own aggregation, when it is asked for.
 * What failed in a process is a further metric, which fails.
 */
export function aggregate(
  { AggregatorRegistry }: Client,
  lists: readonly (readonly ClientMetric[])[],
): readonly Collecting[] {
  const byName = new Map<string, ClientMetric[]>();
  const failing: Collecting[] = [];
  for (const metric of lists.flat()) {
    const { name, help, type, aggregator, error } = metric;
    const same = byName.get(name) ?? [];
    if (error !== undefined) failing.push({ name, help, type, get: () => Promise.reject(new Error(error)) });
    else if (aggregator !== 'omit') byName.set(name, [...same, metric]);
  }
  const sums = Array.from(byName, ([name, metrics]) => {
    const { help, type } = metrics[0] as ClientMetric;
    const get = async () => {
      const summed = AggregatorRegistry.aggregate(metrics.map((metric) => [inNumbers(metric)]));
      return (summed.getSingleMetric(name) as unknown as Collecting).get();
    };
    return { name, help, type, get };
  });
  return [...sums, ...failing];
}

/** One list for several; a metric that cannot be added up, as of different kinds, stays as it was in each. */
export async function addedUp(
  client: Client,
  lists: readonly (readonly ClientMetric[])[],
): Promise<readonly ClientMetric[]> {
  const sums = aggregate(client, lists).map((metric) =>
    metric.get().then(
      (sum) => [sum],
      () => lists.flat().filter(({ name }) => name === metric.name),
    ),
  );
  return (await Promise.all(sums)).flat();
}

const inNumbers = (metric: ClientMetric) => ({
  ...metric,
  values: metric.values.map((sample) => ({ ...sample, value: Number(sample.value) })),
});
