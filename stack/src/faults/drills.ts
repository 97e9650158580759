import { alertmanagerKills } from './alertmanager-kills';
import { alertmanagerRestarts } from './alertmanager-restarts';
import type { Drill } from './drill';
import { fullDisk } from './full-disk';
import { sigterm } from './sigterm';

/** What `npm run faults` can run, by name. */
export const drills = {
  'alertmanager-kills': alertmanagerKills,
  'alertmanager-restarts': alertmanagerRestarts,
  'full-disk': fullDisk,
  sigterm,
} as const satisfies Readonly<Record<string, Drill>>;

export type DrillName = keyof typeof drills;

export const drillNames = Object.keys(drills) as readonly DrillName[];
