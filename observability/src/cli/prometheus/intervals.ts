import { promSeconds } from '../../slo/duration';
import { targetKey, type Answer, type ServerFacts, type Target } from '../../slo/live';
import { showSelector } from '../../slo/promql';
import type { PrometheusClient } from './client';
import { inTurns } from './in-turns';

interface ActiveTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapeInterval?: string;
}

/**
 * How often targets are scraped: as the server's list of targets says, else by the times of the last samples of `up`, of one
 * target a job.
 */
export async function intervalsOf(
  targets: readonly Target[],
  client: PrometheusClient,
): Promise<ServerFacts['intervals']> {
  const distinct = new Map(targets.map((target) => [targetKey(target), target]));
  const listed = await listedIntervals(client);
  const missing = [...distinct].filter(([key]) => !listed.has(key));
  const oneOfJob = new Map(missing.map(([, target]) => [target.job, target]));
  const measured = await inTurns([...oneOfJob.values()], async (target) => {
    return [targetKey(target), await measuredInterval(target, client)] as const;
  });
  return new Map([
    ...[...distinct.keys()].flatMap((key) => {
      const seconds = listed.get(key);
      return seconds === undefined ? [] : [[key, { value: seconds }] as const];
    }),
    ...measured,
  ]);
}

async function listedIntervals(client: PrometheusClient): Promise<ReadonlyMap<string, number>> {
  const answer = await client.ask<{ readonly activeTargets?: readonly ActiveTarget[] }>('/api/v1/targets', {
    state: 'active',
  });
  const active = 'value' in answer ? (answer.value.activeTargets ?? []) : [];
  return new Map(
    active.flatMap(({ labels, scrapeInterval = '' }) => {
      const seconds = promSeconds(scrapeInterval);
      const key = targetKey({ job: labels['job'] ?? '', instance: labels['instance'] ?? '' });
      return seconds === undefined || seconds === 0 ? [] : [[key, seconds] as const];
    }),
  );
}

/** The usual distance of the last samples; a scrape that failed writes one as well. */
async function measuredInterval(
  { job, instance }: Target,
  client: PrometheusClient,
): Promise<Answer<number>> {
  if (job === '' || instance === '') return { reason: 'its series have no labels job and instance' };
  const matchers = Object.entries({ job, instance }).map(([label, value]) => ({
    label,
    operator: '=' as const,
    value,
  }));
  const times = await client.times(`${showSelector({ metric: 'up', matchers })}[15m]`);
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const middle = distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)];
  return middle === undefined ? { reason: 'it is no target of this server' } : { value: middle };
}
