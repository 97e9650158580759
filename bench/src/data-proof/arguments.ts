import { parseArgs } from 'node:util';

export interface ProofArguments {
  /** Whether standard output gets JSON and nothing else. */
  readonly json: boolean;
  /** Where a running stack keeps its data. */
  readonly dataFolder: string;
  readonly help: boolean;
  /** A running stack that is not found by its data folder, such as one of docker compose. */
  readonly attach?: { readonly console: string; readonly prometheus: string };
}

export const usage = `npm run proof -- [--json] [--data FOLDER] [--console URL --prometheus URL]

  Asks every query of every dashboard and rule of a running stack, and says which have no data. Where no stack runs, it
  starts one of its own, with history, and stops it afterwards. Takes about eight minutes: some alerts need five to fire.

  --json            one JSON object on standard output; progress goes to standard error (use npm run -s proof)
  --data FOLDER     the data folder of the running stack; default .stack, that of npm start
  --console URL     the console of a stack that runs already, such as http://127.0.0.1:8080
  --prometheus URL  its Prometheus, such as http://127.0.0.1:9090; of a stack that docker compose started, stop
                    Alertmanager by hand when it is waited for (docker compose stop alertmanager)

  STACK=containers|processes   how to start its own stack; default: containers where an engine answers
`;

/** What `npm run proof` was told. Throws with the usage where it cannot be understood. */
export function parseArguments(args: readonly string[]): ProofArguments {
  const { json, data, help, console: consoleUrl, prometheus } = parse(args);
  if ((consoleUrl === undefined) !== (prometheus === undefined)) {
    throw new Error(`--console and --prometheus belong together.\n\n${usage}`);
  }
  for (const url of [consoleUrl, prometheus]) {
    if (url !== undefined && !URL.canParse(url)) throw new Error(`"${url}" is no URL.\n\n${usage}`);
  }
  return {
    json: json ?? false,
    dataFolder: data ?? '.stack',
    help: help ?? false,
    ...(consoleUrl === undefined || prometheus === undefined
      ? {}
      : { attach: { console: consoleUrl, prometheus } }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean' },
        data: { type: 'string' },
        console: { type: 'string' },
        prometheus: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(`${reason}\n\n${usage}`, { cause: thrown });
  }
}
