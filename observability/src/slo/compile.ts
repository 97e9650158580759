import { promDuration } from './duration';
import type { Note, Slo } from './model';
import { note } from './notes';
import type { CompileOptions } from './options';
import { normalise } from './normalise';
import { alertNotes } from './rules/alerts/notes';
import { ruleGroups } from './rules/groups';
import type { RuleGroup } from './rules/rule';
import { checkTypes, isPlainLabel, offsetsIn } from './promql';
import { planWindows, type WindowPlan } from './windows/plan';

/** An SLO whose windows and thresholds are chosen. */
export interface PlannedSlo {
  /** The SLO as its rules see it. */
  readonly slo: Slo;
  readonly plan: WindowPlan;
}

/** Everything that is written for one SLO, before it is written. */
export interface CompiledSlo extends PlannedSlo {
  readonly groups: readonly RuleGroup[];
  /** What the compiler changed or left out. */
  readonly notes: readonly Note[];
}

/** Chooses the windows of one SLO: all that its dashboards need. */
export function planSlo(source: Slo, options: CompileOptions): PlannedSlo {
  const { slo } = normalise(source);
  return { slo, plan: planWindows(slo, options) };
}

/** Compiles one SLO to its rule groups. The same input gives the same output, whatever dialect it came from. */
export function compileSlo(source: Slo, options: CompileOptions): CompiledSlo {
  const { slo, notes } = normalise(source);
  const plan = planWindows(slo, options);
  return {
    slo,
    plan,
    groups: ruleGroups(slo, plan, options),
    notes: [
      ...notes,
      ...plan.notes,
      ...calendarNotes(slo),
      ...unusedNotes(slo),
      ...newerNotes(slo),
      ...offsetNotes(slo),
      ...alertNotes(slo, options),
    ],
  };
}

/** PromQL's calendar is UTC, and its months begin on the first: what a specification says beyond that is told. */
function calendarNotes({ name, window, position }: Slo): Note[] {
  if (window.kind !== 'calendar') return [];
  const inUtc = /^(Etc\/)?(UTC|GMT)$/.test(window.timeZone);
  const byMonth = window.unit !== 'day' && window.unit !== 'week';
  const onFirst = !byMonth || /-01[ T]00:00:00$/.test(window.start);
  return [
    ...(inUtc ? [] : [note('calendar-utc', position, { slo: name, zone: window.timeZone })]),
    ...(onFirst ? [] : [note('calendar-first', position, { slo: name, start: window.start })]),
  ];
}

/** Ratios that could not be read as two queries have no events: their number is not known, nor whether there is traffic. */
const unusedNotes = ({ name, sli, alerting, position }: Slo): Note[] =>
  sli.kind !== 'ratio'
    ? []
    : [
        note('not-recorded-left-out', position, { slo: name }),
        ...(alerting.minimumErrors === undefined
          ? []
          : [note('minimum-errors-unused', position, { slo: name })]),
      ];

/** What an SLO's queries and groups have that Prometheus 2 does not read. */
export function requirementsOf({ sli, groupBy }: Pick<Slo, 'sli' | 'groupBy'>): readonly string[] {
  const queries = sli.kind === 'events' ? [sli.query, sli.total] : [sli.query];
  return [
    ...new Set([
      ...queries.flatMap(({ promql }) => checkTypes(promql).requirements),
      ...groupBy.filter((label) => !isPlainLabel(label)).map((label) => `the label "${label}"`),
    ]),
  ];
}

/** Queries that read the past on purpose. */
function offsetNotes({ name, sli, position }: Slo): Note[] {
  const templates = sli.kind === 'events' ? [sli.query, sli.total] : [sli.query];
  const seconds = Math.max(...templates.flatMap(({ promql }) => offsetsIn(promql)));
  return seconds > 0 ? [note('query-offset', position, { slo: name, offset: promDuration(seconds) })] : [];
}

function newerNotes(slo: Slo): Note[] {
  const what = requirementsOf(slo).join(', ');
  return what === '' ? [] : [note('needs-prometheus-3', slo.position, { slo: slo.name, what })];
}

/** The base name of an SLO's files: `slo-gt-api-api-latency`. */
export const fileStem = ({ service, name }: Pick<Slo, 'service' | 'name'>): string =>
  `slo-${service}-${name}`;
