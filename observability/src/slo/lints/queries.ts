import { promDuration } from '../duration';
import { problem, type Problem } from '../errors';
import { baseSeconds } from '../options';
import { extremeOfWindow, offsetsIn } from '../promql';
import type { SpecifiedSlo } from '../readers';
import type { LintOptions } from './options';

/** Queries whose windows do not add up to longer ones, and pairs of them that read different times. */
export const queries = (slos: readonly SpecifiedSlo[], options: LintOptions): Problem[] =>
  slos.flatMap((specified) => [...extremes(specified, options), ...offsets(specified)]);

function extremes({ slo: { sli }, places }: SpecifiedSlo, options: LintOptions): Problem[] {
  const sides = [
    { template: sli.query, at: places.query },
    ...(sli.kind === 'events' ? [{ template: sli.total, at: places.total ?? places.query }] : []),
  ];
  return sides.flatMap(({ template, at }) => {
    const name = extremeOfWindow(template);
    return name === undefined
      ? []
      : [problem('window-extreme', at, { name, base: promDuration(baseSeconds(options)) })];
  });
}

function offsets({ slo: { sli }, places }: SpecifiedSlo): Problem[] {
  if (sli.kind !== 'events') return [];
  const [one, other] = [sli.query, sli.total].map(({ promql }) => inWords(offsetsIn(promql)));
  return one === undefined || other === undefined || one === other
    ? []
    : [problem('offset-differs', places.query, { one, other })];
}

const inWords = (offsets: readonly number[]): string =>
  offsets.map((seconds) => (seconds === 0 ? 'now' : `${promDuration(seconds)} ago`)).join(' and ');
