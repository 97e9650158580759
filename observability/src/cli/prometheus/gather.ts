import { showSelector } from '../../slo/promql';
import { promSeconds } from '../../slo/duration';
import {
  familiesOf,
  metricQuestions,
  parseRetention,
  seriesQuestions,
  targetKey,
  type Answer,
  type FamilyFacts,
  type Retention,
  type SeriesFacts,
  type SeriesQuestion,
  type ServerFacts,
  type Target,
} from '../../slo/live';
import type { SpecifiedSlo } from '../../slo/readers';
import type { PrometheusClient, Sample } from './client';
import { inTurns } from './in-turns';
import { intervalsOf } from './intervals';

/** Asks a running Prometheus everything that findings on SLOs need. Throws `CommandError` where it does not respond. */
export async function gatherFacts(
  slos: readonly SpecifiedSlo[],
  client: PrometheusClient,
): Promise<ServerFacts> {
  const series = await inTurns(seriesQuestions(slos), async (question) => {
    return [question.selector, await seriesFacts(question, client)] as const;
  });
  const types = await inTurns(metricQuestions(slos), async (metric) => {
    return [metric, await familyFacts(metric, client)] as const;
  });
  const targets = series.flatMap(([, facts]) => facts.targets);
  return {
    series: new Map(series),
    types: new Map(types.flatMap(([metric, answer]) => (answer ? [[metric, answer] as const] : []))),
    intervals: await intervalsOf(targets, client),
    retention: await retentionOf(client),
  };
}

const byTarget = 'job, instance';

async function seriesFacts(
  { selector, metric, buckets }: SeriesQuestion,
  client: PrometheusClient,
): Promise<SeriesFacts> {
  const found = await client.query(`count by (${byTarget}) (${selector})`);
  const count = sum(found);
  const ofMetric =
    count > 0 || metric === '' ? [] : await client.query(`count(${showSelector({ metric, matchers: [] })})`);
  const bounds = buckets === undefined ? [] : await client.query(`count by (${byTarget}, le) (${buckets})`);
  return {
    count,
    countOfMetric: Math.max(count, sum(ofMetric)),
    targets: targetsOf(found),
    labels: count > 0 ? await labelsOf(selector, client) : { value: [] },
    ...(buckets !== undefined && {
      buckets: {
        bounds: [...new Set(bounds.map(({ labels }) => boundText(labels['le'] ?? '')))],
        targets: targetsOf(bounds),
      },
    }),
  };
}

const sum = (samples: readonly Sample[]) => samples.reduce((total, { value }) => total + value, 0);

const targetsOf = (samples: readonly Sample[]): readonly Target[] => {
  const targets = samples.map(({ labels }) => ({
    job: labels['job'] ?? '',
    instance: labels['instance'] ?? '',
  }));
  return [...new Map(targets.map((target) => [targetKey(target), target])).values()];
};

/** Prometheus 3 writes the bound 1 as `1.0`. */
const boundText = (le: string) => (Number.isFinite(Number(le)) ? String(Number(le)) : le);

/** The labels that series have had in the last five minutes. */
function labelsOf(selector: string, client: PrometheusClient): Promise<Answer<readonly string[]>> {
  const now = Math.floor(Date.now() / 1000);
  return client.ask('/api/v1/labels', { 'match[]': selector, start: String(now - 300), end: String(now) });
}

/** What targets declare; undefined for what a rule has recorded, of which there is no metadata. */
async function familyFacts(
  metric: string,
  client: PrometheusClient,
): Promise<Answer<FamilyFacts> | undefined> {
  let reason: string | undefined;
  for (const family of familiesOf(metric)) {
    const answer = await client.ask<Readonly<Record<string, readonly { readonly type: string }[]>>>(
      '/api/v1/metadata',
      { metric: family },
    );
    if ('reason' in answer) return answer;
    reason = 'it has no metadata of them';
    const types = (answer.value[family] ?? []).map(({ type }) => type);
    if (types.length > 0) return { value: { family, types: [...new Set(types)] } };
  }
  return reason === undefined ? undefined : { reason };
}

async function retentionOf(client: PrometheusClient): Promise<Answer<Retention>> {
  const path = '/api/v1/status/runtimeinfo';
  const answer = await client.ask<{ readonly storageRetention?: string }>(path);
  if ('reason' in answer) return answer;
  const text = answer.value.storageRetention;
  return text ? { value: parseRetention(text, promSeconds) } : { reason: `${path}: no retention in it` };
}
