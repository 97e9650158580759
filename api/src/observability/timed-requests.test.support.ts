import { goText, keyOf, type Labels, type Samples } from './samples.test.support';

/** A request, and what is known for sure of how long it took. */
export interface Timed {
  readonly labels: Labels;
  /** Seconds that it was made to take. */
  readonly atLeast: number;
  /** Seconds that its client saw pass; none of a request that only has its series. */
  readonly atMost: number | undefined;
}

/** What must hold of a family of durations, in the words of a failing test; nothing where all is well. */
export function durationFaults(
  got: Samples,
  family: string,
  bounds: readonly number[],
  requests: readonly Timed[],
): readonly string[] {
  const byLabels = new Map<string, Timed[]>();
  for (const request of requests) {
    const key = keyOf('', request.labels);
    byLabels.set(key, [...(byLabels.get(key) ?? []), request]);
  }
  const faults: string[] = [];
  const within = (key: string, least: number, most: number) => {
    const value = got[key];
    if (value === undefined || value < least || value > most)
      faults.push(`${key} is ${value}, and not from ${least} to ${most}`);
    return value ?? NaN;
  };
  const expected = new Set<string>();
  for (const all of byLabels.values()) {
    const { labels } = all[0] as Timed;
    const sent = all.flatMap(({ atLeast, atMost }) => (atMost === undefined ? [] : [{ atLeast, atMost }]));
    let before = 0;
    for (const bound of bounds) {
      const key = keyOf(`${family}_bucket`, { ...labels, le: goText(bound) });
      expected.add(key);
      const least = sent.filter(({ atMost }) => atMost <= bound).length;
      const most = sent.filter(({ atLeast }) => atLeast <= bound).length;
      before = within(key, Math.max(least, before), most);
    }
    const [every, count, sum] = [
      keyOf(`${family}_bucket`, { ...labels, le: '+Inf' }),
      keyOf(`${family}_count`, labels),
      keyOf(`${family}_sum`, labels),
    ];
    for (const key of [every, count, sum]) expected.add(key);
    for (const key of [every, count]) within(key, sent.length, sent.length);
    within(sum, total(sent.map(({ atLeast }) => atLeast)), total(sent.map(({ atMost }) => atMost)));
  }
  const samples = Object.keys(got).filter((key) => /^(.*)_(?:bucket|sum|count)\{/.exec(key)?.[1] === family);
  return [...faults, ...samples.filter((key) => !expected.has(key)).map((key) => `${key} is unexpected`)];
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
