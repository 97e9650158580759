/** What an exposition says, or should: by `name{label="value",…}`, labels in the order of their names. */
export type Samples = Record<string, number>;
export type Labels = Readonly<Record<string, string | number>>;

export function keyOf(name: string, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${pairs.sort().join(',')}}`;
}

/** Adds to a sample, which is there from then on: also by nothing. */
export function add(samples: Samples, name: string, labels: Labels = {}, by = 1): void {
  const key = keyOf(name, labels);
  samples[key] = (samples[key] ?? 0) + by;
}

/** The samples of an exposition. */
export function read(text: string): Samples {
  const samples: Samples = {};
  for (const [, name = '', labels = '', value] of text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm))
    samples[`${name}{${(labels.match(/\w+="[^"]*"/g) ?? []).sort().join(',')}}`] = Number(value);
  return samples;
}

/** Those whose key one of the patterns finds, or none of them does. */
export const pick = (samples: Samples, patterns: readonly RegExp[], found = true): Samples =>
  Object.fromEntries(
    Object.entries(samples).filter(([key]) => patterns.some((pattern) => pattern.test(key)) === found),
  );

/** A bound as Python and Go write it. */
export function goText(bound: number): string {
  if (bound < 2 ** 20) return Number.isInteger(bound) ? bound.toFixed(1) : String(bound);
  const [mantissa = '', exponent = ''] = bound.toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}
