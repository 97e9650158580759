import { parseArgs } from 'node:util';
import { StackError, messageOf } from '../errors';
import { type ScenarioName, scenarioNames, scenarios } from './scenarios';

/** Asked for the usage; nothing is to be played. */
export interface HelpWanted {
  readonly help: true;
}

export interface GamedayArguments {
  readonly help: false;
  readonly names: readonly ScenarioName[];
  /** Whether standard output gets JSON and nothing else. */
  readonly json: boolean;
  /** How many stacks at once. */
  readonly sideBySide: number;
  /** Where the report goes. */
  readonly report: string;
  /** A stack that runs already; without it every scenario gets one of its own. */
  readonly attach?: { readonly console: string; readonly prometheus: string };
}

const DEFAULT_SIDE_BY_SIDE = 3;
const DEFAULT_REPORT = '.stack/gameday/report.html';

export const usage = `npm run gameday -- NAME… | --all [--json] [--side-by-side N] [--report FILE.html]

  Predicts when a fault pages, breaks a stack of its own, measures, mends it, waits until the page is over, and keeps
  the score. Exit code 1 when a score misses its limits.

  ${scenarioNames.map((name) => `${name.padEnd(18)}${scenarios[name].title}`).join('\n  ')}

  --all              all of them
  --side-by-side N   how many stacks at once; default ${DEFAULT_SIDE_BY_SIDE}
  --json             one JSON object on standard output; progress goes to standard error (use npm run -s gameday)
  --report FILE      where the HTML report goes; default ${DEFAULT_REPORT}
  --console URL      the console of a stack that runs already, such as http://127.0.0.1:8080, for a scenario that
                     switches a fault
  --prometheus URL   its Prometheus; default http://127.0.0.1:9090
`;

const options = {
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'side-by-side': { type: 'string', default: String(DEFAULT_SIDE_BY_SIDE) },
  report: { type: 'string', default: DEFAULT_REPORT },
  console: { type: 'string' },
  prometheus: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const refuse = (argument: string, allowed: string): StackError =>
  new StackError('ARGUMENT_INVALID', { argument, allowed });

/** What `npm run gameday` was told. Throws ARGUMENT_INVALID. */
export function parseArguments(args: readonly string[]): GamedayArguments | HelpWanted {
  const { values, positionals } = parse(args);
  if (values.help) return { help: true };
  const attach = attachTo(values);
  const sideBySide = Number(values['side-by-side']);
  if (!Number.isInteger(sideBySide) || sideBySide < 1) {
    throw refuse(`--side-by-side ${values['side-by-side']}`, 'Give a whole number from 1 on.');
  }
  const names = namesFrom(positionals, values.all);
  if (attach !== undefined) refuseOthersThanFaults(names);
  return {
    help: false,
    names,
    json: values.json,
    report: values.report,
    // A stack that runs already is one stack.
    sideBySide: attach === undefined ? sideBySide : 1,
    ...(attach === undefined ? {} : { attach }),
  };
}

function namesFrom(given: readonly string[], all: boolean): readonly ScenarioName[] {
  const unknown = given.filter((name) => !Object.hasOwn(scenarios, name));
  if (unknown.length > 0) throw refuse(unknown.join(' '), `Give:\n\n${usage}`);
  if (all && given.length > 0) throw refuse(`--all ${given.join(' ')}`, 'Give names or --all, not both.');
  if (!all && given.length === 0) throw refuse('', `Give:\n\n${usage}`);
  return all ? scenarioNames : scenarioNames.filter((name) => given.includes(name));
}

/** On a stack that runs already, its own traffic goes on, and nobody may kill its parts. */
function refuseOthersThanFaults(names: readonly ScenarioName[]): void {
  const others = names.filter((name) => scenarios[name].breakage.how !== 'fault');
  if (others.length === 0) return;
  throw refuse(
    `--console with ${others.join(' ')}`,
    'It plays only on a stack of its own: leave --console out.',
  );
}

function attachTo(values: {
  readonly console?: string | undefined;
  readonly prometheus?: string | undefined;
}): GamedayArguments['attach'] {
  const { console: consoleUrl, prometheus = 'http://127.0.0.1:9090' } = values;
  if (values.prometheus !== undefined && consoleUrl === undefined) {
    throw refuse(
      `--prometheus ${values.prometheus}`,
      'It names a stack that runs already, so --console is needed as well.',
    );
  }
  for (const url of [consoleUrl ?? prometheus, prometheus]) {
    if (!URL.canParse(url)) throw refuse(url, 'Give a URL.');
  }
  return consoleUrl === undefined ? undefined : { console: consoleUrl, prometheus };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (thrown) {
    // Node goes on to advise how an argument may begin with "-": of no use where every one that does is an option.
    const [reason = ''] = messageOf(thrown).split(/\. (?=To )/);
    throw refuse(args.join(' '), `${reason}\n\n${usage}`);
  }
}
