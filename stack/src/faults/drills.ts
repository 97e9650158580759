import { alertmanagerRestarts } from './alertmanager-restarts';
import type { Drill } from './drill';
import { sigterm } from './sigterm';

/** What `npm run faults` can run, by name. */
export const drills = {
  'alertmanager-restarts': alertmanagerRestarts,
  sigterm,
} as const satisfies Readonly<Record<string, Drill>>;

export type DrillName = keyof typeof drills;

export const drillNames = Object.keys(drills) as readonly DrillName[];
