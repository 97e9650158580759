import { errorText } from '../error-text';
import type { Client } from '../http/client';
import { startCollecting } from '../http/collecting';
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
  const metrics = (registry.getMetricsAsArray() as readonly Collecting[]).filter(
    (metric) => !isLedgers(metric),
  );
  const collected = startCollecting(metrics);
  return Promise.all(
    metrics.map(async (metric) => {
      try {
        return withLabels(await collected(metric), defaults);
      } catch (error) {
        const { name, help, type } = metric;
        return { name, help, type, aggregator: 'sum', error: errorText(error), values: [] };
      }
    }),
  );
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
    labels: sendable({ ...defaults, ...labels }),
    value: Number.isFinite(value) ? value : String(value),
  })),
});

/** JavaScript may have given other values, as a BigInt, for which JSON has nothing. */
const sendable = (labels: Readonly<Record<string, unknown>>): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );

/** What a process leaves behind when it is gone: what it counted, and nothing of how it was or of what failed. */
export const leftBehind = (metrics: readonly ClientMetric[]): readonly ClientMetric[] =>
  metrics
    .filter(({ aggregator, type, error }) => aggregator === 'sum' && type !== 'gauge' && error === undefined)
    .map(withoutQuantiles);

const withoutQuantiles = (metric: ClientMetric): ClientMetric => ({
  ...metric,
  values: metric.values.filter(({ labels }) => !('quantile' in labels)),
});

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
      // The quantiles of several processes have no sum: only how many and how much they observed does.
      const known = metrics.length === 1 ? metrics : metrics.map(withoutQuantiles);
      const summed = AggregatorRegistry.aggregate(known.map((metric) => [inNumbers(metric)]));
      const sum = await (summed.getSingleMetric(name) as unknown as Collecting).get();
      return { ...sum, values: seriesTogether(sum.values) };
    };
    return { name, help, type, get };
  });
  return [...sums, ...failing];
}

/** The samples of a series one after another, as OpenMetrics asks for: client 0.16 puts all sums after all buckets. */
function seriesTogether(values: ClientMetric['values']): ClientMetric['values'] {
  const bySeries = new Map<string, ClientMetric['values'][number][]>();
  for (const sample of values) {
    const series = JSON.stringify({ ...sample.labels, le: undefined, quantile: undefined });
    const same = bySeries.get(series);
    if (same === undefined) bySeries.set(series, [sample]);
    else same.push(sample);
  }
  return [...bySeries.values()].flat();
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
