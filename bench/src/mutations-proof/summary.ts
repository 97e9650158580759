import type { Comparison, Verdict } from './compare';
import { kindNames } from './mutations/mutations';

/** How many of some verdicts are "caught": `12 of 14`. */
const share = (verdicts: readonly Verdict[], caught: (verdict: Verdict) => boolean | undefined) =>
  verdicts.length === 0 ? '' : `${verdicts.filter(caught).length} of ${verdicts.length}`;

/** Faults that the other tests find and the generated ones miss. */
export const lostOf = ({ verdicts }: Comparison): Verdict[] =>
  verdicts.filter(({ caught, others }) => !caught && others === true);

/** One SLO: caught by kind, the faults that were missed, and the CPU time. */
export function summaryOf(comparison: Comparison): string {
  const { slo, verdicts, cpuSeconds, othersCpuSeconds } = comparison;
  const compared = othersCpuSeconds !== undefined;
  const line = (name: string, generated: string, others: string) =>
    `  ${name.padEnd(30)}${generated.padStart(14)}${compared ? others.padStart(14) : ''}`;
  const rows = [...kindNames, undefined].flatMap((kind) => {
    const some = verdicts.filter((verdict) => kind === undefined || verdict.kind === kind);
    const caught = share(some, (verdict) => verdict.caught);
    return some.length === 0
      ? []
      : [
          line(
            kind ?? 'all',
            caught,
            share(some, (verdict) => verdict.others),
          ),
        ];
  });
  return [
    `${slo}`,
    line('', 'generated', 'others'),
    ...rows,
    line('CPU seconds of promtool', cpuSeconds.toFixed(2), othersCpuSeconds?.toFixed(2) ?? ''),
    ...missed(
      'missed',
      verdicts.filter(({ caught, others }) => !caught && others !== true),
    ),
    ...missed('MISSED, but found by the others', lostOf(comparison)),
  ].join('\n');
}

const missed = (title: string, verdicts: readonly Verdict[]) =>
  verdicts.length === 0
    ? []
    : [`  ${title}:`, ...verdicts.map(({ kind, description }) => `    ${kind}: ${description}`)];
