import { parseArgs } from 'node:util';

export const USAGE = `npm run fuzz -- bearer [--cases N] [--seed N]

  Sends odd requests to the API's protected endpoint, and the same to passport-http-bearer alone.

  --cases N  how many requests each gets; default 100000
  --seed N   what they are made from: the same seed makes the same requests; default another one each time
`;

/** What the program was told; without a seed it chooses one. */
export type Order =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'fuzz'; readonly cases: number; readonly seed: number | undefined };

/** Reads the command line. */
export function orderOf(args: readonly string[]): Order {
  try {
    const { help, cases, seed } = parse(args);
    if (help) return { kind: 'help' };
    return {
      kind: 'fuzz',
      cases: integer('cases', cases),
      seed: seed === undefined ? undefined : integer('seed', seed),
    };
  } catch (thrown) {
    return { kind: 'refused', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      cases: { type: 'string', default: '100000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;

function integer(option: string, text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) > 0) return Number(text);
  throw new Error(`--${option} ${text}: a whole number from 1 is wanted`);
}
