/** Numbers between 0 and 1 from a seed (mulberry32): the same run every time, on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A Poisson-distributed count; by inversion below a mean of 30, by the normal approximation above. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** A counter of Poisson events: its value at each scrape, from zero at time 0. */
export function poissonCounter(
  seed: number,
  rates: readonly (readonly [seconds: number, perSecond: number])[],
  scrape: number,
): number[] {
  const random = randomFrom(seed);
  const values = [0];
  let total = 0;
  for (const [seconds, perSecond] of rates) {
    for (let at = 0; at < seconds; at += scrape) {
      total += poisson(perSecond * scrape, random);
      values.push(total);
    }
  }
  return values;
}
