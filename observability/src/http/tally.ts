/** Counts by a name that the application chooses: bounded, with one name for what is too many. */
export class Tally {
  readonly #counters = new Map<string, Counter>();

  constructor(
    readonly most: number,
    readonly overflow = 'overflow',
  ) {}

  add(name: string): void {
    this.counter(name).count++;
  }

  /** The counter of a name, to be kept and counted up. */
  counter(name: string): Counter {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const shared = name !== this.overflow && this.#counters.size >= this.most;
    return shared ? this.counter(this.overflow) : this.#make(name);
  }

  entries(): readonly (readonly [string, number])[] {
    return Array.from(this.#counters, ([name, { count }]) => [name, count] as const).filter(
      ([, count]) => count > 0,
    );
  }

  reset(): void {
    for (const counter of this.#counters.values()) counter.count = 0;
  }

  #make(name: string): Counter {
    const counter = { count: 0 };
    this.#counters.set(name, counter);
    return counter;
  }
}

export interface Counter {
  count: number;
}
