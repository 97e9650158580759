/** A source of chance that gives the same run for the same seed. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** One of the choices, in proportion to its weight. */
  weighted<T extends { readonly weight: number }>(choices: readonly [T, ...T[]]): T;
  /** Seconds until the next of independent arrivals that come at `rate` a second. */
  gap(rate: number): number;
}

/** mulberry32 (public domain, Tommy Ettinger): 32 bits of state, good enough for traffic. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Dice with a seed. */
export function createDice(seed: number): Dice {
  const next = mulberry32(seed);
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    weighted(choices) {
      let left = next() * choices.reduce((sum, { weight }) => sum + weight, 0);
      return choices.find(({ weight }) => (left -= weight) < 0) ?? choices[0];
    },
    gap: (rate) => -Math.log(1 - next()) / rate,
  };
}
