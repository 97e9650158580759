import { parseArgs } from 'node:util';
import { kindNames } from './mutations/mutations';
import { subjectNames } from './subjects';

export interface MutationsArguments {
  readonly help: boolean;
  readonly slos: readonly string[];
  readonly kinds: readonly string[];
  /** Every so many-th mutation of a kind is tried. */
  readonly every: number;
  /** Where the tests of another generator are. */
  readonly tests?: string;
  /** Where to write the specifications, instead of trying mutations. */
  readonly specs?: string;
  readonly promtool?: string;
}

export const usage = `npm run proof -- mutations [SLO…] [--kind KIND…] [--every N] [--tests DIR] [--promtool PATH]
npm run proof -- mutations --specs DIR

  Breaks the rules of each SLO in one place after the other, runs the generated tests over each result, and prints how
  many of the faults they find, and promtool's CPU time for the rules as they are. Ends with 1 when tests of --tests find
  a fault that the generated ones miss.

  SLO             ${subjectNames.join(', ')}; default: all
  --kind KIND     only these mutations: ${kindNames.join(', ')}
  --every N       only every Nth mutation of each kind, for a quick look
  --tests DIR     other tests to compare with, one or more files an SLO: slo-proof-availability.test.yml
  --specs DIR     writes the specifications, for another release of "slo build" to make tests of (--scrape-interval 15s)
  --promtool PATH default: the promtool of this machine
`;

/** The options of \`npm run proof -- mutations\`. Throws with the usage where they cannot be understood. */
export function parseArguments(args: readonly string[]): MutationsArguments {
  const { values, positionals } = parse(args);
  const { kind = [], every = '1', help = false, ...folders } = values;
  requireKnown('SLO', positionals, subjectNames);
  requireKnown('kind', kind, kindNames);
  if (!/^[1-9]\d*$/.test(every)) throw new Error(`--every takes a whole number, not "${every}".\n\n${usage}`);
  return {
    help,
    slos: positionals.length > 0 ? positionals : subjectNames,
    kinds: kind.length > 0 ? kind : kindNames,
    every: Number(every),
    ...folders,
  };
}

function requireKnown(what: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${what} "${unknown.join('", "')}".\n\n${usage}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: 'string', multiple: true },
        every: { type: 'string' },
        tests: { type: 'string' },
        specs: { type: 'string' },
        promtool: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(`${reason}\n\n${usage}`, { cause: thrown });
  }
}
