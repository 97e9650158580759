import { join } from 'node:path';
import {
  compileSlo,
  fileStem,
  ruleTestNotes,
  ruleTests,
  toYaml,
  type CompileOptions,
  type Note,
  type Slo,
} from '../slo';
import { mark } from '../slo/mark';
import type { SpecifiedSlo } from '../slo/readers';
import { compileOptions, type SharedOptions } from './options';

/** The first line of generated YAML files, up to what differs between them. */
export const firstLine = `# ${mark}`;

/** Notes of the compiler that a lint has told already, with its remedy. */
const toldByLints = ['threshold-unreachable', 'window-short'];

/** What one SLO becomes: texts by their path below the output folder. */
export interface SloFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
}

/** How the names of test files end. */
const testEndings = {
  data: '.test.yml',
  windows: '-windows.test.yml',
  waits: '-waits.test.yml',
} as const;

/** Compiles an SLO to its files: `rules/<stem>.yml`, and its tests below `tests`. */
export function filesOf(slo: Slo, options: CompileOptions): SloFiles {
  const compiled = compileSlo(slo, options);
  const stem = fileStem(slo);
  const tests = ruleTests(compiled, options, `../rules/${stem}.yml`);
  const header = [
    `${mark} from the SLO ${slo.name} of ${slo.service}: change its specification, not this file.`,
    ...(compiled.notes.some(({ id }) => id === 'needs-prometheus-3') ? ['Needs Prometheus 3.'] : []),
  ];
  const files = new Map([[join('rules', `${stem}.yml`), toYaml({ groups: compiled.groups }, header)]]);
  for (const [part, ending] of Object.entries(testEndings)) {
    const file = tests[part as keyof typeof testEndings];
    if (file) files.set(join('tests', `${stem}${ending}`), toYaml(file, header));
  }
  return { files, notes: withoutLints([...compiled.notes, ...tests.notes]) };
}

/** The compiler's notes on SLOs, without their files. */
export const compilerNotes = (slos: readonly SpecifiedSlo[], options: SharedOptions): Note[] =>
  slos.flatMap(({ slo }) => {
    const compiled = compileSlo(slo, compileOptions(options));
    return withoutLints([...compiled.notes, ...ruleTestNotes(compiled.slo)]);
  });

/** Leaves out the notes that a lint has reported with its remedy. */
export const withoutLints = (notes: readonly Note[]) => notes.filter(({ id }) => !toldByLints.includes(id));
