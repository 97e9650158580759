import { createIngestMetrics, type IngestMetrics } from './accounting/ingest-metrics';
import { createAdmission, type Admission } from './auth/admission';
import type { IngestDependencies } from './dependencies';

/** The dependencies, and what ingestion makes of them once. */
export interface Ingestion extends Required<IngestDependencies> {
  readonly metrics: IngestMetrics;
  readonly admission: Admission;
}

export function createIngestion(dependencies: IngestDependencies): Ingestion {
  const { now = () => new Date(), random = Math.random } = dependencies;
  return {
    ...dependencies,
    now,
    random,
    metrics: createIngestMetrics(dependencies.registry),
    admission: createAdmission(now, random),
  };
}
