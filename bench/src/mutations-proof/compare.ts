import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judgeOf, type Judge } from './judge';
import { mutationsOf, type Mutation } from './mutations/mutations';
import { subjectOf, type Subject } from './subjects';

/** Which tests found a mutation. */
export interface Verdict {
  readonly kind: string;
  readonly description: string;
  /** Whether the generated tests found it. */
  readonly caught: boolean;
  /** Whether the other tests found it, where there are any. */
  readonly others?: boolean;
}

/** The verdicts on one SLO, and promtool's CPU seconds for its rules as they are. */
export interface Comparison {
  readonly slo: string;
  readonly verdicts: readonly Verdict[];
  readonly cpuSeconds: number;
  readonly othersCpuSeconds?: number;
}

export interface CompareOptions {
  readonly promtool: string;
  readonly kinds: readonly string[];
  readonly every: number;
  readonly tests?: string;
  /** Reports how far it is. */
  readonly progress: (message: string) => void;
}

/** Tries the mutations of one SLO on its generated tests, and on other tests where there are any. */
export async function compare(name: string, options: CompareOptions): Promise<Comparison> {
  const subject = subjectOf(name);
  const judge = await judgeOf(options.promtool, subject.tests, subject.groups);
  const others =
    options.tests === undefined
      ? undefined
      : await judgeOf(options.promtool, await testsIn(options.tests, subject), subject.groups);
  try {
    const verdicts = await verdictsOf(subject, options, judge, others);
    const othersCost = others && { othersCpuSeconds: others.cpuSeconds };
    return { slo: name, verdicts, cpuSeconds: judge.cpuSeconds, ...othersCost };
  } finally {
    await Promise.all([judge.remove(), others?.remove()]);
  }
}

async function verdictsOf(
  { name, groups }: Subject,
  { kinds, every, progress }: CompareOptions,
  judge: Judge,
  others: Judge | undefined,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const kind of kinds) {
    const mutations = mutationsOf(groups).filter((mutation) => mutation.kind === kind);
    for (const mutation of sampled(mutations, every)) {
      const { description } = mutation;
      const caught = await judge.catches(mutation);
      const other = others && { others: await others.catches(mutation) };
      verdicts.push({ kind, description, caught, ...other });
    }
    progress(`${name}: ${kind}`);
  }
  return verdicts;
}

const sampled = (mutations: readonly Mutation[], every: number) =>
  mutations.filter((_, index) => index % every === 0);

async function testsIn(folder: string, { stem }: Subject): Promise<string[]> {
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(`${stem}.`) || name.startsWith(`${stem}-`),
  );
  if (names.length === 0) throw new Error(`${folder} has no tests of ${stem}`);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}
