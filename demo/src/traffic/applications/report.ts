import * as Sentry from '@sentry/node';
import type { Dice } from '../random';
import type { ApplicationProfile, Incident } from './incident';

const NEWEST_RELEASE_SHARE = 0.8;

function releaseOf({ releases }: ApplicationProfile, dice: Dice): string {
  const newest = releases.at(-1) ?? releases[0];
  return dice.next() < NEWEST_RELEASE_SHARE ? newest : dice.pick(releases);
}

function captureWhatHappens(incident: Incident, dice: Dice): void {
  let message: string;
  try {
    message = incident.happen(dice);
  } catch (thrown) {
    Sentry.captureException(thrown);
    return;
  }
  Sentry.captureMessage(message);
}

/** Lets one incident happen to one user, and reports it as an application would. */
export function reportOne(profile: ApplicationProfile, dice: Dice): void {
  const incident = dice.weighted(profile.incidents);
  const release = releaseOf(profile, dice);
  Sentry.withIsolationScope((scope) => {
    scope.setUser({ id: String(dice.between(1, 500)) });
    scope.setTags({ region: dice.pick(['eu-west', 'eu-north', 'us-east']), ...incident.tags });
    if (incident.level) scope.setLevel(incident.level);
    incident.breadcrumbs?.(dice).forEach((breadcrumb) => scope.addBreadcrumb(breadcrumb));
    scope.addEventProcessor((event) => ({ ...event, release }));
    captureWhatHappens(incident, dice);
  });
}
