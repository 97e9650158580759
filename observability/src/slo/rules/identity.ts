import { promDuration } from '../duration';
import type { Slo } from '../model';
import type { CompileOptions, Naming } from '../options';
import { quote } from '../promql';

const names: Readonly<Record<Naming, (slo: Slo) => Record<string, string>>> = {
  house: ({ service, name }) => ({ service, slo: name }),
  sloth: ({ service, name }) => ({
    sloth_id: `${service}-${name}`,
    sloth_service: service,
    sloth_slo: name,
  }),
};

/** The labels by which an SLO's series are found: `service` and `slo`, or Sloth's. */
export const identityLabels = (
  slo: Slo,
  { naming }: Pick<CompileOptions, 'naming'>,
): Record<string, string> => names[naming](slo);

/** The labels of every recorded series: identity and the spec's own. */
export const recordLabels = (slo: Slo, options: Pick<CompileOptions, 'naming'>): Record<string, string> => ({
  ...slo.labels,
  ...identityLabels(slo, options),
});

/** Selects an SLO's series of one recorded name, over a range in seconds if one is given. */
export function recorded(
  record: string,
  slo: Slo,
  options: Pick<CompileOptions, 'naming'>,
  rangeSeconds?: number,
) {
  const matchers = Object.entries(identityLabels(slo, options)).map(
    ([label, value]) => `${label}=${quote(value)}`,
  );
  return `${record}{${matchers.join(', ')}}${rangeSeconds === undefined ? '' : `[${promDuration(rangeSeconds)}]`}`;
}

/** The window label that Sloth's users expect on error ratios. */
export const ratioLabels = (slo: Slo, options: Pick<CompileOptions, 'naming'>, window: number) => ({
  ...recordLabels(slo, options),
  ...(options.naming === 'sloth' ? { sloth_window: promDuration(window) } : {}),
});

/** Selects an error ratio, without the label that keeps Sloth's windows from matching each other. */
export function recordedRatio(window: number, slo: Slo, options: Pick<CompileOptions, 'naming'>): string {
  const ratio = recorded(recordNames.ratio(window), slo, options);
  return options.naming === 'sloth' ? `max without (sloth_window) (${ratio})` : ratio;
}

/** Names of recorded series that carry a window. */
export const recordNames = {
  errors: (base: number) => `slo:errors:rate${promDuration(base)}`,
  total: (base: number) => `slo:total:rate${promDuration(base)}`,
  eventErrors: (base: number) => `slo:event_errors:rate${promDuration(base)}`,
  eventTotal: (base: number) => `slo:event_total:rate${promDuration(base)}`,
  calendarErrors: (base: number) => `slo:calendar_errors:rate${promDuration(base)}`,
  calendarTotal: (base: number) => `slo:calendar_total:rate${promDuration(base)}`,
  ratio: (window: number) => `slo:sli_error:ratio_rate${promDuration(window)}`,
} as const;

/** Names of the records of events: those that the budget counts, or else those that its time slices are made of. */
export const eventRecords = ({ budgeting }: Pick<Slo, 'budgeting'>, base: number) =>
  budgeting.method === 'occurrences'
    ? { errors: recordNames.errors(base), total: recordNames.total(base) }
    : { errors: recordNames.eventErrors(base), total: recordNames.eventTotal(base) };
