import { promClient, successor } from './clients';
import { openTelemetry } from './opentelemetry';
import { openMetrics, text } from './ours';
import type { MakeSubject } from './subject';

/** What is measured, by the names that are printed. */
export const SUBJECTS = {
  'ours, text': text,
  'ours, OpenMetrics': openMetrics,
  'prom-client 15': promClient,
  '@prometheus-io/client 0.16': successor,
  'OpenTelemetry exporter': openTelemetry,
} as const satisfies Readonly<Record<string, MakeSubject>>;

export type SubjectName = keyof typeof SUBJECTS;
