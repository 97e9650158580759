import { alertmanagerRestarts } from './alertmanager-restarts';
import type { Drill } from './drill';

/** What `npm run faults` can run, by name. */
export const drills = {
  'alertmanager-restarts': alertmanagerRestarts,
} as const satisfies Readonly<Record<string, Drill>>;

export type DrillName = keyof typeof drills;

export const drillNames = Object.keys(drills) as readonly DrillName[];
