import type { Breadcrumb, SeverityLevel } from '@sentry/node';
import type { Dice } from '../random';

/** Something that goes wrong in an application, now and then. */
export interface Incident {
  readonly weight: number;
  readonly level?: SeverityLevel;
  readonly tags?: Readonly<Record<string, string>>;
  readonly breadcrumbs?: (dice: Dice) => readonly Breadcrumb[];
  /** Throws the exception to report, or returns the message to report. */
  readonly happen: (dice: Dice) => string;
}

/** An application that reports to the API by the Sentry SDK. */
export interface ApplicationProfile {
  readonly environment: string;
  /** Newest last; most events come from the newest. */
  readonly releases: readonly [string, ...string[]];
  readonly incidents: readonly [Incident, ...Incident[]];
}
