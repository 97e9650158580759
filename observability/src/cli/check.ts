import { lintSlos } from '../slo/lints';
import { readSpecifications, type SpecifiedSlo } from '../slo/readers';
import { byPlace, type Problem } from '../slo/errors';
import type { Note } from '../slo';
import type { Environment } from './environment';
import { readSpecs, type SpecSources } from './files/specs';
import type { SharedOptions } from './options';
import { bucketsFor } from './sample-bounds';

/** Specifications that are read and linted. */
export interface Checked {
  readonly sources: SpecSources['sources'];
  readonly given: SpecSources['given'];
  readonly slos: readonly SpecifiedSlo[];
  readonly notes: readonly Note[];
  /** In order of place; those that are allowed are left out. */
  readonly problems: readonly Problem[];
}

/** Reads the specifications and says everything that can be said against them. */
export function checkSpecs(
  specs: readonly string[],
  options: SharedOptions,
  environment: Environment,
): Checked {
  const { sources, given } = readSpecs(specs, options.exclude, environment);
  const { slos, notes, problems } = readSpecifications(
    sources,
    options.service ? { service: options.service } : {},
  );
  const lints = lintSlos(slos, {
    scrapeSeconds: options.scrapeInterval,
    naming: options.naming,
    buckets: bucketsFor(
      slos.map(({ slo }) => slo),
      options.buckets,
      environment,
    ),
  });
  const all = [...problems, ...lints].filter(({ id }) => !options.allow.includes(id)).sort(byPlace);
  return { sources, given, slos, notes, problems: all };
}

/** Whether nothing may be made from the specifications. */
export const hasErrors = ({ problems }: Pick<Checked, 'problems'>): boolean =>
  problems.some(({ level }) => level === 'error');
