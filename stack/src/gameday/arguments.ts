import { parseArgs } from 'node:util';
import { StackError, messageOf } from '../errors';
import { type ScenarioName, scenarios } from './scenarios';

export interface GamedayArguments {
  readonly scenario: ScenarioName;
  /** Whether standard output gets JSON and nothing else. */
  readonly json: boolean;
  /** A stack that runs already; without it the game day starts one of its own. */
  readonly attach?: { readonly console: string; readonly prometheus: string };
}

export const usage = `npm run gameday -- ${Object.keys(scenarios).join('|')} [--json] [--console URL --prometheus URL]

  Predicts when a fault pages, switches it on in a stack of its own, measures, switches it off, waits until the page
  is resolved. Takes about ten minutes.

  --json            one JSON object on standard output; progress goes to standard error (use npm run -s gameday)
  --console URL     the console of a stack that runs already, such as http://127.0.0.1:8080
  --prometheus URL  its Prometheus; default http://127.0.0.1:9090
`;

/** What `npm run gameday` was told. Throws ARGUMENT_INVALID. */
export function parseArguments(args: readonly string[]): GamedayArguments {
  const { values, positionals } = parse(args);
  const [scenario = ''] = positionals;
  if (!Object.hasOwn(scenarios, scenario) || positionals.length > 1) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: positionals.join(' '),
      allowed: `Give:\n\n${usage}`,
    });
  }
  if (values.prometheus !== undefined && values.console === undefined) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: `--prometheus ${values.prometheus}`,
      allowed: 'It names a stack that runs already, so --console is needed as well.',
    });
  }
  const { console: consoleUrl, prometheus = 'http://127.0.0.1:9090' } = values;
  for (const url of [consoleUrl ?? prometheus, prometheus]) {
    if (!URL.canParse(url))
      throw new StackError('ARGUMENT_INVALID', { argument: url, allowed: 'Give a URL.' });
  }
  return {
    scenario: scenario as ScenarioName,
    json: values.json ?? false,
    ...(consoleUrl === undefined ? {} : { attach: { console: consoleUrl, prometheus } }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, console: { type: 'string' }, prometheus: { type: 'string' } },
    });
  } catch (thrown) {
    throw new StackError('ARGUMENT_INVALID', {
      argument: args.join(' '),
      allowed: `${messageOf(thrown)}\n\n${usage}`,
    });
  }
}
