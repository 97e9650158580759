import type { Outcome } from '../outcome';
import type { Rhythm } from '../rhythm';
import type { ApplicationName } from './profiles';

/** From the demo to an application's process. */
export type ToApplication =
  | {
      readonly kind: 'start';
      readonly name: ApplicationName;
      readonly dsn: string;
      readonly seed: number;
      readonly rhythm: Rhythm;
      /** The midnight of the rhythm, milliseconds since the epoch. */
      readonly midnight: number;
    }
  | { readonly kind: 'stop' };

/** From an application's process to the demo. */
export type FromApplication = {
  readonly kind: 'request';
  readonly status: Outcome;
  /** From sending until it ended. */
  readonly seconds: number;
};
