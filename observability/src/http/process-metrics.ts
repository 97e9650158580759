import { clientOf } from './client';
import { EVENT_LOOP_LAG_NAMES, registerEventLoopLag } from './event-loop-lag';
import { type AnyRegistry, refuseRegistered } from './registry';

/** Gauges that end in `_total`, which promtool rejects: the same counts are in `nodejs_active_*` by type. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/**
 * The client's own monitor of the event loop cannot be left out, and goes on when its gauges are taken away: it is to
 * wake up every 24 days, the longest that Node's timers know. Milliseconds.
 */
const NEVER = 2 ** 31 - 1;

const PLACE = 'registerProcessMetrics';

/** The client's process metrics: CPU, memory, file descriptors, garbage collection, and event-loop lag. Throws OBS_METRICS_REGISTERED if they are there. */
export function registerProcessMetrics(registry: AnyRegistry): void {
  const { collectDefaultMetrics, registers } = clientOf(registry, PLACE);
  // Of the client's own, as it writes them on every system, and ours.
  refuseRegistered(registry, ['process_cpu_user_seconds_total', 'nodejs_version_info'], PLACE);
  refuseRegistered(registry, EVENT_LOOP_LAG_NAMES, PLACE);
  collectDefaultMetrics({ register: registers[0], eventLoopMonitoringPrecision: NEVER });
  for (const name of [...MISNAMED, ...EVENT_LOOP_LAG_NAMES]) registry.removeSingleMetric(name);
  registerEventLoopLag(registry);
}
