/** Sums over windows of a series, any of them at once; NaN counts as no sample. */
export class WindowSums {
  private readonly upTo: Float64Array;

  constructor(values: Float64Array) {
    this.upTo = new Float64Array(values.length + 1);
    values.forEach((value, index) => {
      this.upTo[index + 1] = (this.upTo[index] ?? 0) + (Number.isNaN(value) ? 0 : value);
    });
  }

  /** The sum of the `length` values that end with the one at `index`, or of as many as there are. */
  sum(index: number, length: number): number {
    return (this.upTo[index + 1] ?? 0) - (this.upTo[Math.max(0, index + 1 - length)] ?? 0);
  }
}
