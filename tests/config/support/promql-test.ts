import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { runTool } from './tools';

export interface Sample {
  /** As promtool writes it: `{service="shop"}`. */
  readonly labels: string;
  readonly value: number;
}

/**
 * Whether an expression has just these samples where each of some series has had one value for five minutes; promtool
 * computes it. Resolves to what promtool complains of, empty where it is so.
 */
export async function complaint(
  expr: string,
  series: Readonly<Record<string, number>>,
  samples: readonly Sample[],
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'promql-test-'));
  try {
    const file = path.join(folder, 'one.test.yml');
    const test = {
      interval: '1m',
      input_series: Object.entries(series).map(([name, value]) => ({ series: name, values: `${value}x5` })),
      promql_expr_test: [{ expr, eval_time: '5m', exp_samples: samples }],
    };
    await writeFile(file, stringify({ rule_files: [], evaluation_interval: '1m', tests: [test] }));
    const { code, output } = await runTool('promtool', ['test', 'rules', file]);
    return code === 0 ? '' : output;
  } finally {
    await rm(folder, { recursive: true });
  }
}
