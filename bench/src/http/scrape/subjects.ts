import { promClient, successor } from './clients';
import { openTelemetry } from './opentelemetry';
import { openMetrics, text, unsent } from './ours';
import type { MakeSubject } from './subject';

/** What is measured, by the names that are printed. */
export const SUBJECTS = {
  'ours, text': text,
  'ours, OpenMetrics': openMetrics,
  'ours, text, the last one unsent': unsent,
  'prom-client 15': promClient,
  '@prometheus-io/client 0.16': successor,
  'OpenTelemetry exporter': openTelemetry,
} as const satisfies Readonly<Record<string, MakeSubject>>;

/** Those that are held to the limits. */
export const JUDGED: readonly string[] = ['ours, text', 'ours, OpenMetrics'] satisfies SubjectName[];

export type SubjectName = keyof typeof SUBJECTS;
