import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { defaultOptions } from '../slo';
import { build, type BuildOptions } from './commands/build';
import { explain, type ExplainOptions } from './commands/explain';
import { importSpecs } from './commands/import';
import { lint, type GivenLintOptions } from './commands/lint';
import type { Environment } from './environment';
import {
  parseAllowed,
  parseBuckets,
  parseExcluded,
  parseHeader,
  parseScrapeInterval,
  parseServer,
  parseSeverityMap,
  settled,
  type GivenOptions,
  type SharedOptions,
} from './options';
import { promtoolOnPath } from './promtool';
import { referencePage } from './reference/page';
import { hasColours, styleFor } from './terminal/style';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

type Given<Options> = Omit<Options, 'scrapeInterval'> & GivenOptions;

const specsHelp =
  'files or folders of specifications, - for the standard input (default: the sample in observability/slos)';

/** Builds the `slo` command; `exit` is told the exit status of the command that ran. */
export function createProgram(environment: Environment, exit: (status: number) => void): Command {
  const { stdout, stderr, env } = environment;
  const program = new Command('slo')
    .description(
      'Compiles service level objectives to Prometheus rules, alerts, their unit tests and Grafana dashboards.',
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(`${text.replace(/^error: /, 'slo: ')}`),
      getOutHasColors: () => hasColours(stdout, env),
      getErrHasColors: () => hasColours(stderr, env),
    })
    .configureHelp({ styleTitle: (text) => styleFor(stdout, env)('bold', text) })
    .showHelpAfterError('Run "slo --help" or "slo <command> --help" for how it is used.');

  shared(
    program
      .command('build')
      .description(
        'write rules, their tests and dashboards; without SPEC, those of the sample to their committed places',
      )
      .argument('[SPEC...]', specsHelp)
      .option(
        '-o, --out <dir>',
        'write to <dir>/rules, <dir>/tests and <dir>/dashboards; - writes the rules to the standard output',
      )
      .option(
        '--prune',
        'remove every generated file that this build does not write, also those of other specifications',
      )
      .addOption(
        new Option(
          '--promtool [path]',
          'have promtool check the rules and run their tests before anything is written (default path: promtool on PATH)',
        ).preset(promtoolOnPath),
      )
      .option('--check', 'write nothing; list the files that differ from what would be written'),
  ).action((specs: string[], options: Given<BuildOptions>) =>
    exit(build(specs, settled(specs, options, environment), environment)),
  );

  shared(
    program
      .command('lint')
      .description('say what is wrong with specifications, with place and remedy')
      .argument('[SPEC...]', specsHelp)
      .option('--json', 'print the findings as JSON')
      .addOption(
        new Option(
          '--prometheus <url>',
          'hold the specifications against a running Prometheus: types, series, buckets, labels, scrape interval, retention',
        ).argParser(parseServer),
      )
      .addOption(
        new Option(
          '--header <name: value>',
          'send a header with each request to it, such as "Authorization: Bearer …"; may be repeated',
        ).argParser(parseHeader),
      ),
  ).action(async (specs: string[], options: Given<SharedOptions & GivenLintOptions>) =>
    exit(await lint(specs, settled(specs, options, environment), environment)),
  );

  shared(
    program
      .command('import')
      .description('write specifications of Sloth or Pyrra as OpenSLO v1, and say what changes')
      .argument('<SPEC...>', 'files or folders of specifications')
      .option('-o, --out <file>', 'write to <file> instead of the standard output'),
  ).action((specs: string[], options: GivenOptions & { out?: string }) =>
    exit(importSpecs(specs, settled(specs, options, environment), environment)),
  );

  shared(
    program
      .command('explain')
      .description('say what will page, after how long, and how much budget is spent by then, per error rate')
      .argument('[SPEC...]', specsHelp)
      .option(
        '--error-rates <list>',
        'error rates in per cent',
        parseErrorRates,
        [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2],
      )
      .option('--json', 'print the predictions as JSON, in seconds'),
  ).action((specs: string[], options: Given<ExplainOptions>) =>
    exit(explain(specs, settled(specs, options, environment), environment)),
  );

  program
    .command('reference', { hidden: true })
    .description('print docs/slo-reference.md')
    .action(() => void stdout.write(referencePage()));

  return program;
}

/** Options of every command that compiles; defaults are shown as they would be written. */
const sharedOptions = (): readonly Option[] => [
  new Option(
    '--scrape-interval <duration>',
    "how often Prometheus scrapes the metrics (default: 1m, Prometheus's own; for the sample: 15s)",
  ).argParser(parseScrapeInterval),
  new Option('--naming <names>', 'labels of records and alerts: house (service, slo), or as Sloth names them')
    .choices(['house', 'sloth'])
    .default(defaultOptions.naming),
  new Option('--severity-map <map>', 'what the label severity says, such as page=critical,ticket=warning')
    .argParser(parseSeverityMap)
    .default(defaultOptions.severities, 'page=page,ticket=ticket'),
  new Option('--buckets <histogram=bounds>', 'bounds of a histogram, for latency thresholds; may be repeated')
    .argParser(parseBuckets)
    .default({}, 'those that OpenTelemetry recommends'),
  new Option('--service <name>', 'the service of specifications that name none (Pyrra)'),
  new Option(
    '--runbooks <url>',
    'where the runbooks are; the name of the alert and .md are appended',
  ).default(defaultOptions.runbooks),
  new Option('--dashboard <url>', 'the dashboard that alerts link to').default(defaultOptions.dashboard),
  new Option(
    '--exclude <glob>',
    'leave files out, by name (*.test.yaml) or path (slos/old/**); may be repeated',
  )
    .argParser(parseExcluded)
    .default([], 'none'),
  new Option('-q, --quiet', 'print errors and warnings only'),
  new Option('--allow <id>', 'accept a warning; may be repeated').argParser(parseAllowed).default([], 'none'),
];

const shared = (command: Command): Command =>
  sharedOptions().reduce((built, option) => built.addOption(option), command);

function parseErrorRates(text: string): number[] {
  const rates = text.split(',').map((part) => Number(part.replace('%', '').trim()));
  if (rates.every((rate) => rate > 0 && rate <= 100)) return rates;
  throw new InvalidArgumentError('It is a list of percentages between 0 and 100, such as 100,10,1.');
}

const examples = `
Specifications: OpenSLO v1 and v2alpha, Sloth (prometheus/v1 and its Kubernetes kind), Pyrra.

Examples:
  slo build                              the sample's, to prometheus/ and grafana/dashboards
  slo build --check                      exit 1 when those files drifted from observability/slos
  slo build my-slos/ --out generated     your own
  slo lint my-slos/checkout.yaml         place, message, remedy
  slo import sloth.yaml > checkout.yaml  to OpenSLO v1
  slo explain                            what pages when

Exit status: 0 fine, 1 errors in specifications or drift (lint: also warnings), 2 wrong usage.
Every finding and field: docs/slo-reference.md
`;
