import type { RuleGroup } from '@express-slo-stack/observability/slo';
import type { Flow } from './flow';
import type { Labels, OldRecords } from './history';
import { compiled, releaseGroups, type Kind, type Target } from './rules';

/** An SLO whose rules are exchanged during the run. */
export interface Subject {
  readonly service: string;
  readonly kind: Kind;
  readonly change: string;
  /** What the rules of each part of the run are; all parts are equally many. */
  readonly parts: readonly (readonly RuleGroup[])[];
  readonly records: OldRecords;
}

const kinds: readonly Kind[] = ['plain', 'grouped', 'calendar', 'sloth'];
const scrape = 15;
const slower = 60;
/** The groups of the grouped SLO; the first one fails. */
const handlers = ['/a', '/b'] as const;

const flow = (metric: string, labels: Labels, alwaysBad: number, outageBad: number): Flow => ({
  metric,
  labels,
  alwaysBad,
  outageBad,
  delay: 0,
});
const metrics = {
  plain: 'requests_total',
  grouped: 'handled_total',
  steady: 'steady_requests_total',
} as const;
/** An error ratio that takes half of the budget and pages nobody. */
const halfBudget = 0.0005;

export const flows: readonly Flow[] = [
  flow(metrics.plain, {}, 0, 1),
  ...handlers.map((handler, index) => flow(metrics.grouped, { handler }, 0, index === 0 ? 1 : 0)),
  flow(metrics.steady, {}, halfBudget, halfBudget),
];

const targetOf = (kind: Kind, service: string): Target => ({
  service,
  kind,
  metric: kind === 'grouped' ? metrics.grouped : metrics.plain,
});

/** The labels of an SLO by which it is found, under its naming. */
export const identityOf = ({ kind, service }: Pick<Subject, 'kind' | 'service'>): Labels =>
  kind === 'sloth'
    ? { sloth_id: `${service}-checkout`, sloth_service: service, sloth_slo: 'checkout' }
    : { service, slo: 'checkout' };

/** The labels of the series that has the errors. */
export const failingOf = (subject: Pick<Subject, 'kind' | 'service'>): Labels => ({
  ...identityOf(subject),
  ...(subject.kind === 'grouped' ? { handler: handlers[0] } : {}),
});

function recordsOf(kind: Kind, service: string, owner: string | undefined): OldRecords {
  const labels = { ...identityOf({ kind, service }), ...(owner === undefined ? {} : { owner }) };
  return {
    series: kind === 'grouped' ? handlers.map((handler) => ({ ...labels, handler })) : [labels],
    calendar: kind === 'calendar',
    ratioLabels: (window): Labels => (kind === 'sloth' ? { sloth_window: window } : {}),
  };
}

/** A label of the SLO before and after its change; undefined where it has none. */
const labelChanges: Readonly<
  Record<string, readonly [before: string | undefined, after: string | undefined]>
> = {
  none: [undefined, undefined],
  added: [undefined, 'b'],
  changed: ['a', 'b'],
  removed: ['a', undefined],
};

/** For each kind of SLO: one that does not change, three whose label does, and one whose rules were of release 0.1.0. */
export const outageSubjects: readonly Subject[] = kinds.flatMap((kind) => [
  ...Object.entries(labelChanges).map(([change, [before, after]]) => {
    const service = `${kind}-${change}`;
    const of = (owner: string | undefined) => compiled(targetOf(kind, service), owner, scrape).groups;
    return {
      service,
      kind,
      change,
      parts: [of(before), of(after), of(after)],
      records: recordsOf(kind, service, before),
    };
  }),
  upgrade(kind),
]);

function upgrade(kind: Kind): Subject {
  const service = `${kind}-upgrade`;
  const target = targetOf(kind, service);
  const after = compiled(target, 'a', scrape).groups;
  return {
    service,
    kind,
    change: 'upgrade',
    parts: [releaseGroups(target, 'a'), after, after],
    records: recordsOf(kind, service, 'a'),
  };
}

/** SLOs that burn half of their budget, and whose scrape interval changes and comes back. */
export const intervalSubjects: readonly Subject[] = ['interval', 'interval-upgrade'].map((service) => {
  const target: Target = { service, kind: 'plain', metric: metrics.steady };
  const isUpgrade = service === 'interval-upgrade';
  const of = (seconds: number) => compiled(target, isUpgrade ? 'a' : undefined, seconds).groups;
  return {
    service,
    kind: 'plain',
    change: isUpgrade ? 'release 0.1.0 at 15 s → built for 60 s → for 15 s' : 'built for 15 s → 60 s → 15 s',
    parts: [isUpgrade ? releaseGroups(target, 'a') : of(scrape), of(slower), of(scrape)],
    records: recordsOf('plain', service, isUpgrade ? 'a' : undefined),
  };
});
