import type { FaultName, Grade } from '../faults/catalogue';
import type { Scope } from '../faults/scope';
import { lateShare } from './late';
import { lateIngestion, lateReading } from './slow-database';

/** An SLO that a fault hurts, and the share of its requests that are then bad, 0 to 1. */
export interface Hit {
  readonly slo: string;
  readonly errorShare: number;
}

const availabilityOf: Readonly<Record<Scope, readonly string[]>> = {
  all: ['ingest-availability', 'api-availability'],
  ingest: ['ingest-availability'],
  api: ['api-availability'],
};
const latencyOf: Readonly<Record<Scope, readonly string[]>> = {
  all: ['ingest-latency', 'api-latency'],
  ingest: ['ingest-latency'],
  api: ['api-latency'],
};
const each = (slos: readonly string[], errorShare: number): Hit[] => slos.map((slo) => ({ slo, errorShare }));

type HitsOf = { readonly [Name in FaultName]?: (grade: Grade<Name>) => readonly Hit[] };

const hits: HitsOf = {
  errors: ({ share, scope }) => each(availabilityOf[scope], share),
  latency: ({ ms, jitter, scope }) => each(latencyOf[scope], lateShare(ms, jitter)),
  'database-gone': () => each(availabilityOf.all, 1),
  'database-slow': ({ ms }) => [
    ...each(latencyOf.ingest, lateIngestion(ms)),
    ...each(latencyOf.api, lateReading(ms)),
  ],
};

/** The SLOs that a fault of this grade burns; none for a fault that other alerts see. */
export function hitsOf<Name extends FaultName>(name: Name, grade: Grade<Name>): readonly Hit[] {
  return (hits[name] as ((grade: Grade<Name>) => readonly Hit[]) | undefined)?.(grade) ?? [];
}
