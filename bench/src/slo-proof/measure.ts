import { toYaml, type RuleGroup } from '@express-slo-stack/observability/slo';
import { resolveProgram } from '@express-slo-stack/stack';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawSeries } from './traffic';

/** Rules over made-up series, and what is asked of the result. */
export interface Situation {
  readonly groups: readonly RuleGroup[];
  readonly scrape: string;
  readonly evaluation: string;
  readonly series: readonly RawSeries[];
  readonly questions: Readonly<Record<string, Question>>;
}

export interface Question {
  readonly expr: string;
  /** Seconds from the begin of the series. */
  readonly at: number;
}

/** The values of a query's results, in promtool's order; empty where there is none. */
export type Answers = Readonly<Record<string, readonly number[]>>;

/**
 * Evaluates rules by promtool and reads what the queries return. promtool only prints results that differ from what is
 * expected, so an impossible result is expected of each.
 */
export async function measure(situation: Situation): Promise<Answers> {
  const questions = Object.entries(situation.questions);
  const folder = await mkdtemp(join(tmpdir(), 'slo-proof-'));
  try {
    await writeFile(join(folder, 'rules.yml'), toYaml({ groups: situation.groups }, []));
    await writeFile(join(folder, 'tests.yml'), toYaml(testFile(situation), []));
    const output = await runPromtool(['test', 'rules', join(folder, 'tests.yml')]);
    const found = [...output.matchAll(/\n\s+got:(.*)/g)].map(([, got = '']) => readValues(got));
    if (found.length !== questions.length) {
      throw new Error(
        `promtool answered ${found.length} of ${questions.length} questions:\n${output.slice(0, 2_000)}`,
      );
    }
    return Object.fromEntries(questions.map(([key], index) => [key, found[index] ?? []]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Left to itself, promtool evaluates groups in another order each time. */
const testFile = ({ groups, scrape, evaluation, series, questions }: Situation) => ({
  rule_files: ['rules.yml'],
  evaluation_interval: evaluation,
  group_eval_order: groups.map(({ name }) => name),
  tests: [
    {
      interval: scrape,
      input_series: series.map(written),
      promql_expr_test: Object.values(questions).map(({ expr, at }) => ({
        expr,
        eval_time: `${at}s`,
        exp_samples: [{ labels: '{impossible="true"}', value: 1 }],
      })),
    },
  ],
});

const written = ({ labels, values }: RawSeries) => ({
  series: `requests_total{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`,
  values: values.map((value) => value ?? '_').join(' '),
});

const readValues = (got: string): number[] =>
  [...got.matchAll(/\} (NaN|[+-]?Inf|[-+.\dEe]+)/g)].map(([, value = '']) =>
    value.endsWith('Inf') ? Number(`${value}inity`) : Number(value),
  );

async function runPromtool(args: readonly string[]): Promise<string> {
  const promtool = await resolveProgram('promtool');
  return new Promise((resolve, reject) => {
    execFile(promtool, args, { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`promtool: ${error.message}`));
      else resolve(stdout + stderr);
    });
  });
}
