import type { StackOptions } from './stack';

/** The demo's settings for the traffic that was chosen; nothing for its usual one. */
export function trafficSettings(traffic: StackOptions['traffic']): Record<string, string> {
  if (traffic === undefined) return {};
  if (traffic === false) return { TRAFFIC: 'off' };
  return {
    TRAFFIC_RATE: String(traffic.requestsPerSecond),
    TRAFFIC_DAY_SECONDS: String(traffic.daySeconds),
  };
}
