import { promDuration } from '../duration';
import type { Slo } from '../model';
import type { CompileOptions, Naming } from '../options';
import { labelText, quote } from '../promql';

const names: Readonly<Record<Naming, (slo: Slo) => Record<string, string>>> = {
  house: ({ service, name }) => ({ service, slo: name }),
  sloth: ({ service, name }) => ({
    sloth_id: `${service}-${name}`,
    sloth_service: service,
    sloth_slo: name,
  }),
};

type NamingOption = Pick<CompileOptions, 'naming'>;

/** The labels by which an SLO's series are found, and all that its rules put on records: `service` and `slo`, or Sloth's. */
export const identityLabels = (slo: Slo, { naming }: NamingOption): Record<string, string> =>
  names[naming](slo);

/** The names of the labels that tell an SLO's recorded series apart: its identity, and what it is grouped by. */
export const identityNames = (slo: Slo, options: NamingOption): readonly string[] => [
  ...new Set([...Object.keys(identityLabels(slo, options)), ...slo.groupBy]),
];

/** Selects an SLO's series of one recorded name, over a range in seconds if one is given. */
export function recorded(record: string, slo: Slo, options: NamingOption, rangeSeconds?: number): string {
  const matchers = Object.entries(identityLabels(slo, options)).map(
    ([label, value]) => `${label}=${quote(value)}`,
  );
  return `${record}{${matchers.join(', ')}}${rangeSeconds === undefined ? '' : `[${promDuration(rangeSeconds)}]`}`;
}

/**
 * The sum of a record over a range in seconds. Prometheus keeps what was recorded under the labels of old, and a range may
 * reach back to it: the parts are added up by identity, else they clash where a rule puts its labels on them.
 */
export const sumOver = (record: string, seconds: number, slo: Slo, options: NamingOption): string =>
  overRange('sum_over_time', record, seconds, slo, options);

/** How many samples a record has in a range in seconds, of all who write it. */
export const countOver = (record: string, seconds: number, slo: Slo, options: NamingOption): string =>
  overRange('count_over_time', record, seconds, slo, options);

const overRange = (operation: string, record: string, seconds: number, slo: Slo, options: NamingOption) =>
  `sum by (${identityNames(slo, options).map(labelText).join(', ')}) (${operation}(${recorded(record, slo, options, seconds)}))`;

/**
 * The latest value of a record. For five minutes after a restart, what was recorded under old labels stands next to the
 * new: one of them is taken.
 */
export const latest = (record: string, slo: Slo, options: NamingOption): string =>
  `max by (${identityNames(slo, options).map(labelText).join(', ')}) (${recorded(record, slo, options)})`;

/** The labels of an error ratio: the identity, and the window label that Sloth's users expect. */
export const ratioLabels = (slo: Slo, options: NamingOption, window: number): Record<string, string> => ({
  ...identityLabels(slo, options),
  ...(options.naming === 'sloth' ? { sloth_window: promDuration(window) } : {}),
});

/**
 * Names of recorded series. `rate1m` is a part of the name, not the range of the rate, which follows the scrape interval:
 * the thirty days of an SLO are kept when that changes.
 */
export const recordNames = {
  errors: 'slo:errors:rate1m',
  total: 'slo:total:rate1m',
  eventErrors: 'slo:event_errors:rate1m',
  eventTotal: 'slo:event_total:rate1m',
  calendarErrors: 'slo:calendar_errors:rate1m',
  calendarTotal: 'slo:calendar_total:rate1m',
  ratio: (window: number) => `slo:sli_error:ratio_rate${promDuration(window)}`,
} as const;

/** The information series of each naming: 1, with the labels that describe an SLO. */
export const infoNames = { house: 'slo:info', sloth: 'sloth_slo_info' } as const satisfies Record<
  Naming,
  string
>;

/** Names of the records of events: those that the budget counts, or else those that its time slices are made of. */
export const eventRecords = ({ budgeting }: Pick<Slo, 'budgeting'>) =>
  budgeting.method === 'occurrences'
    ? { errors: recordNames.errors, total: recordNames.total }
    : { errors: recordNames.eventErrors, total: recordNames.eventTotal };
