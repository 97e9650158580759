import { toYaml } from '@express-slo-stack/observability/slo';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Mutation } from './mutations/mutations';
import { testRules } from './promtool';

/** Tests of an SLO's rules, ready to judge mutations of them. */
export interface Judge {
  /** CPU seconds of promtool for the rules as they are, all files in one run. */
  readonly cpuSeconds: number;
  /** Whether a test fails for the mutated rules. */
  catches(mutation: Mutation): Promise<boolean>;
  remove(): Promise<void>;
}

interface TestFile {
  readonly evaluation_interval: string;
  readonly tests: readonly { readonly name?: string }[];
}

interface Case {
  readonly file: string;
  readonly cpuSeconds: number;
}

/**
 * Runs promtool over an SLO's tests. A mutation is shown to one case after the other, the cheapest first, until one fails.
 * Throws when a test fails for the rules as they are.
 */
export async function judgeOf(
  promtool: string,
  tests: readonly string[],
  groups: Mutation['groups'],
): Promise<Judge> {
  const folder = await mkdtemp(join(tmpdir(), 'mutations-'));
  const writeRules = (of: Mutation['groups']) =>
    writeFile(join(folder, 'rules.yml'), toYaml({ groups: of }, []));
  await writeRules(groups);

  const whole = await Promise.all(tests.map((text, index) => write(join(folder, `${index}.yml`), text)));
  const { passed, cpuSeconds, output } = await testRules(promtool, whole);
  if (!passed) throw new Error(`the tests fail for the rules as they are:\n${output.slice(0, 4_000)}`);

  const cases: Case[] = [];
  for (const [index, text] of casesOf(tests).entries()) {
    const file = await write(join(folder, `case-${index}.yml`), text);
    cases.push({ file, cpuSeconds: (await testRules(promtool, [file])).cpuSeconds });
  }
  cases.sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  // What caught one fault of a rule is likely to catch the next.
  const lastOf = new Map<number, Case>();

  return {
    cpuSeconds,
    async catches({ groups: mutated, rule }) {
      await writeRules(mutated);
      const last = lastOf.get(rule);
      for (const one of [...(last ? [last] : []), ...cases.filter((other) => other !== last)]) {
        if ((await testRules(promtool, [one.file])).passed) continue;
        lastOf.set(rule, one);
        return true;
      }
      return false;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

async function write(file: string, text: string): Promise<string> {
  await writeFile(file, text);
  return file;
}

/** Each test of the files as a file of its own. */
const casesOf = (files: readonly string[]): string[] =>
  files.flatMap((text) => {
    const file = { ...(parse(text) as TestFile), rule_files: ['rules.yml'] };
    return file.tests.map((test) => JSON.stringify({ ...file, tests: [test] }));
  });
