import { checkout } from './checkout';
import type { ApplicationProfile } from './incident';
import { web } from './web';
import { worker } from './worker';

/** The applications by the name of their project. */
export const profiles = { web, checkout, worker } satisfies Record<string, ApplicationProfile>;
export type ApplicationName = keyof typeof profiles;
export const applicationNames = Object.keys(profiles) as ApplicationName[];
