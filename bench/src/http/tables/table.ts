import type { Estimate } from '../estimate';
import type { Runtime } from '../runtimes';

/** Measures and prints one table; false if a limit that no machine can excuse is exceeded. */
export type Table = (runtimes: readonly Runtime[], quick: boolean) => Promise<boolean>;
/** Prints rows with their columns aligned: the first to the left, numbers to the right. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const lines = [head, ...rows];
  const widths = head.map((_name, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines) {
    const cells = line.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

export const whole = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '–';
/** A ratio below zero is of noise that was larger than what was measured: it says nothing. */
export const ratio = (value: number): string =>
  Number.isFinite(value) && value > 0 ? `${value.toFixed(2)} x` : '–';

/** A ratio with its standard error. */
export const ratioWithError = ({ value, error }: Estimate): string =>
  `${ratio(value)}${Number.isFinite(error) ? ` ± ${error.toFixed(2)}` : ''}`;
