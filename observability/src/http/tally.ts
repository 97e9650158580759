/** Counts by a name that the application chooses: bounded, with one name for what is too many. */
export class Tally {
  readonly #counts = new Map<string, number>();

  constructor(
    readonly most: number,
    readonly overflow = 'overflow',
  ) {}

  add(name: string): void {
    const count = this.#counts.get(name);
    if (count !== undefined) this.#counts.set(name, count + 1);
    else if (this.#counts.size < this.most) this.#counts.set(name, 1);
    else this.#counts.set(this.overflow, (this.#counts.get(this.overflow) ?? 0) + 1);
  }

  entries(): Iterable<readonly [string, number]> {
    return this.#counts;
  }

  reset(): void {
    this.#counts.clear();
  }
}
