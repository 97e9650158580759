import type { Scope } from '../faults/scope';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Something that went wrong for a while. */
export interface Incident {
  readonly title: string;
  /** Seconds before the history's end. */
  readonly beganBeforeEnd: number;
  readonly lastedSeconds: number;
  /** The API answers nobody, not even the scraper. */
  readonly isDown?: boolean;
  /** This share of the requests is answered with an error. */
  readonly errors?: { readonly share: number; readonly status: 500 | 503; readonly scope: Scope };
  /** Answers take so many times as long. */
  readonly slowdown?: { readonly factor: number; readonly scope: Scope };
}

/** From when on the API ran which version; the version that runs now follows the last one. */
export interface Release {
  readonly version: string;
  readonly untilBeforeEnd: number;
}

export interface Events {
  readonly incidents: readonly Incident[];
  readonly releases: readonly Release[];
  /** Share of the requests that fails at any time. */
  readonly background: number;
}

const badDeploy = 21 * DAY - 4 * HOUR;
const badDeployLasted = 22 * MINUTE;
const mendedDeploy = 19 * DAY - 5 * HOUR;
const restart = (title: string, beganBeforeEnd: number, lastedSeconds: number): Incident => ({
  title,
  beganBeforeEnd,
  lastedSeconds,
  isDown: true,
});

/** A month in which something happened. Its last days are calm: no window of a burn alert reaches back to an incident. */
const month: Events = {
  background: 1.5e-5,
  releases: [
    { version: '0.0.8', untilBeforeEnd: badDeploy },
    { version: '0.0.9', untilBeforeEnd: badDeploy - badDeployLasted },
    { version: '0.0.8', untilBeforeEnd: mendedDeploy },
  ],
  incidents: [
    restart('Deploy of 0.0.9', badDeploy, 45),
    {
      title: 'The new version fails on some requests',
      beganBeforeEnd: badDeploy,
      lastedSeconds: badDeployLasted,
      errors: { share: 0.08, status: 500, scope: 'api' },
    },
    restart('Rollback', badDeploy - badDeployLasted, 45),
    restart('Deploy of the mended version', mendedDeploy, 15),
    {
      title: 'The database is gone',
      beganBeforeEnd: 13 * DAY - 8 * HOUR,
      lastedSeconds: 11 * MINUTE,
      errors: { share: 1, status: 503, scope: 'all' },
    },
    {
      title: 'The database is slow',
      beganBeforeEnd: 6 * DAY - 2 * HOUR,
      lastedSeconds: 70 * MINUTE,
      slowdown: { factor: 35, scope: 'all' },
    },
  ],
};

/** A month without any error: what game days start from. */
const calm: Events = { background: 0, releases: [], incidents: [] };

/** The months that can be had. */
export const months = { on: month, calm } as const;
export type MonthName = keyof typeof months;
