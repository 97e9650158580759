import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { run } from './promtools';

/** Rule groups, what their queries read, and what is queried at the end. */
export interface Course {
  readonly groups: readonly { readonly name: string }[];
  /** The distance of the values of `series`, in seconds. */
  readonly everySeconds: number;
  /** Values by series, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  readonly queries: Readonly<Record<string, string>>;
  /** When the queries are evaluated, in seconds from the first value. */
  readonly at: number;
}

/**
 * Evaluates rules every 30 s by promtool, and resolves to the values of the queries' results; NaN where there is none. Rejects
 * with what promtool wrote when a rule fails. promtool prints a result only where it differs from what is expected, so an
 * impossible result is expected of each query.
 */
export async function answersOf(promtool: string, course: Course): Promise<Record<string, number[]>> {
  const { groups, everySeconds, series, queries, at } = course;
  const folder = await mkdtemp(path.join(tmpdir(), 'slo-answers-'));
  const test = {
    interval: `${everySeconds}s`,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: Object.values(queries).map((expr) => ({
      expr,
      eval_time: `${at}s`,
      exp_samples: [{ labels: '{impossible="true"}', value: 1 }],
    })),
  };
  const file = {
    rule_files: ['rules.yml'],
    evaluation_interval: '30s',
    group_eval_order: groups.map(({ name }) => name),
    tests: [test],
  };
  try {
    await writeFile(path.join(folder, 'rules.yml'), stringify({ groups }));
    await writeFile(path.join(folder, 'one.test.yml'), stringify(file));
    const { output } = await run(promtool, ['test', 'rules', path.join(folder, 'one.test.yml')]);
    const found = [...output.matchAll(/\n\s+got:(.*)/g)].map(([, got = '']) => values(got));
    if (found.length !== Object.keys(queries).length) throw new Error(output.slice(0, 2_000));
    return Object.fromEntries(Object.keys(queries).map((key, index) => [key, found[index] ?? []]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const values = (got: string): number[] =>
  [...got.matchAll(/\} (NaN|[-+.\dEe]+)/g)].map(([, value = '']) => Number(value));
