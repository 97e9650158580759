import type { FaultName, GradeInput } from '@express-slo-stack/demo';

export interface Scenario<Name extends FaultName = FaultName> {
  readonly title: string;
  readonly fault: Name;
  readonly grade: GradeInput<Name>;
  /** The SLO it hurts, and the share of its requests that fail. */
  readonly service: string;
  readonly slo: string;
  readonly errorShare: number;
}

/** What can be practised: `npm run gameday -- NAME`. */
export const scenarios = {
  outage: {
    title: 'Total outage of ingestion',
    fault: 'errors',
    grade: { share: 1, scope: 'ingest', status: 503 },
    service: 'gt-api',
    slo: 'ingest-availability',
    errorShare: 1,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
