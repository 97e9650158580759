import { parseArgs } from 'node:util';

export interface FloodOptions {
  /** Folder with the `docker-compose.yml` whose API is flooded: this checkout, or an older one. */
  readonly root: string;
  /** How often each flood comes. */
  readonly rounds: number;
}

/** @throws Error in words for options that make no sense. */
export function readOptions(args: readonly string[], thisCheckout: string): FloodOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { root: { type: 'string', default: thisCheckout }, rounds: { type: 'string', default: '10' } },
  });
  if (!/^[1-9]\d{0,2}$/.test(values.rounds)) {
    throw new Error(`--rounds is "${values.rounds}", but must be a whole number from 1 to 999`);
  }
  return { root: values.root, rounds: Number(values.rounds) };
}
