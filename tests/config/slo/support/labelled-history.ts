/** Old records of an SLO named `checkout` of the service `shop`, and the raw series that its rules read. */
export interface Subject {
  readonly naming: 'house' | 'sloth';
  /** Values of the label `handler`, where the SLO is grouped by it; only the first has errors. */
  readonly handlers: readonly string[];
  readonly calendar: boolean;
}

/** Seconds from the first sample: everything fails from the first on; the rules are exchanged at the second. */
export interface Times {
  readonly outage: number;
  readonly exchanged: number;
  readonly end: number;
}

type Labels = Readonly<Record<string, string>>;

/** Events per second of each handler. */
const rate = 100;
const scrape = 15;
const recordEvery = 30;

const identities: Readonly<Record<Subject['naming'], Labels>> = {
  house: { service: 'shop', slo: 'checkout' },
  sloth: { sloth_id: 'shop-checkout', sloth_service: 'shop', sloth_slo: 'checkout' },
};

export const identityOf = ({ naming }: Subject): Labels => identities[naming];

export const selector = (name: string, labels: Labels): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ')}}`;

/** The labels of each of the SLO's series: one, or one for each handler. */
export const groupsOf = (subject: Subject): readonly Labels[] =>
  subject.handlers.length === 0
    ? [identityOf(subject)]
    : subject.handlers.map((handler) => ({ ...identityOf(subject), handler }));

/** The raw counters: good events until the outage, bad ones from then on. */
export function rawSeries({ handlers }: Subject, { outage, end }: Times): Record<string, string> {
  const [before, after] = [outage / scrape, (end - outage) / scrape];
  const step = rate * scrape;
  const steady = `0+${step}x${end / scrape}`;
  const failing = `0x${before} ${step}+${step}x${after - 1}`;
  const stopped = `0+${step}x${before} ${before * step}x${after - 1}`;
  const each = handlers.length === 0 ? [{}] : handlers.map((handler) => ({ handler }));
  return Object.fromEntries(
    each.flatMap((labels, index) => [
      [selector('requests_total', { ...labels, code: '200' }), index === 0 ? stopped : steady],
      [selector('requests_total', { ...labels, code: '500' }), index === 0 ? failing : `0x${end / scrape}`],
    ]),
  );
}

/** What the rules of old recorded until they were exchanged, with labels that no longer are the SLO's. */
export function oldRecords(subject: Subject, labels: Labels, times: Times): Record<string, string> {
  const count = times.exchanged / recordEvery;
  const failed = (index: number) =>
    rate * Math.min(1, Math.max(0, (index * recordEvery - times.outage) / (4 * scrape)));
  const ratio = (index: number, seconds: number) => {
    const length = Math.min(index + 1, seconds / recordEvery);
    const errors = Array.from({ length }, (_, back) => failed(index - back));
    return errors.reduce((sum, one) => sum + one, 0) / (length * rate);
  };
  const values = (of: (index: number) => number) =>
    Array.from({ length: count + 1 }, (_, index) => `${of(index)} _`).join(' ');
  const windows = { '5m': 300, '30m': 1_800, '1h': 3_600, '6h': 21_600, '30d': 2_592_000 };
  return Object.fromEntries(
    groupsOf(subject).flatMap((group, index) => {
      const bad = index === 0 ? failed : () => 0;
      const of = (name: string, more: Labels = {}) => selector(name, { ...labels, ...group, ...more });
      const window = (name: string) => (subject.naming === 'sloth' ? { sloth_window: name } : {});
      return [
        [of('slo:total:rate1m'), values(() => rate)],
        [of('slo:errors:rate1m'), values(bad)],
        ...(subject.calendar
          ? [
              [of('slo:calendar_total:rate1m', { phase: '0' }), values(() => rate)],
              [of('slo:calendar_errors:rate1m', { phase: '0' }), values(bad)],
            ]
          : []),
        // Without other labels, the rules of today go on with the same series.
        ...(Object.keys(labels).length === 0 ? [] : Object.entries(windows)).map(([name, seconds]) => [
          of(`slo:sli_error:ratio_rate${name}`, window(name)),
          values((at) => (index === 0 ? ratio(at, seconds) : 0)),
        ]),
      ] as [string, string][];
    }),
  );
}
