import { parseArgs } from 'node:util';
import { StackError, messageOf } from '../errors';
import { type DrillName, drillNames, drills } from './drills';

export interface FaultsArguments {
  readonly names: readonly DrillName[];
  /** How often each fault is injected; without it, as often as its drill does by itself. */
  readonly runs?: number;
  readonly help: boolean;
}

const lines = drillNames.map(
  (name) => `${name.padEnd(24)}${drills[name].title} (${drills[name].usualRuns} times)`,
);

export const usage = `npm run faults -- NAME… | --all [--runs N]

  Injects a fault into a stack of its own, again and again, and prints what came of it beside what must hold.
  Exit code 1 when something does not hold. STACK=containers|processes chooses the back end.

  ${lines.join('\n  ')}

  --all      all of them, one after another
  --runs N   how often each fault is injected
`;

const refuse = (argument: string, allowed: string): StackError =>
  new StackError('ARGUMENT_INVALID', { argument, allowed });

/** What `npm run faults` was given. Throws ARGUMENT_INVALID. */
export function parseArguments(args: readonly string[]): FaultsArguments {
  const { values, positionals } = parse(args);
  if (values.help) return { names: [], help: true };
  const unknown = positionals.filter((name) => !Object.hasOwn(drills, name));
  if (unknown.length > 0) throw refuse(unknown.join(' '), `Give:\n\n${usage}`);
  if (values.all === positionals.length > 0) throw refuse(args.join(' '), `Give names or --all:\n\n${usage}`);
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (runs !== undefined && (!Number.isInteger(runs) || runs < 1)) {
    throw refuse(`--runs ${values.runs}`, 'Give a whole number from 1 on.');
  }
  return {
    names: values.all ? drillNames : drillNames.filter((name) => positionals.includes(name)),
    help: false,
    ...(runs === undefined ? {} : { runs }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        runs: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (thrown) {
    const [reason = ''] = messageOf(thrown).split(/\. (?=To )/);
    throw refuse(args.join(' '), `${reason}\n\n${usage}`);
  }
}
