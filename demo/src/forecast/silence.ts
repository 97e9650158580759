import {
  lastBeat,
  readHeartbeat,
  silenceWithoutAlertmanager,
  silenceWithoutPrometheus,
} from '../gameday/heartbeat';
import type { WatchdogState } from '../inbox/watchdog';
import type { Forecast } from './forecast';
import { watchdogSilent } from './pagers';

const inFuture = (at: number): Forecast => ({
  secondsToPage: Math.max(0, Math.round((at - Date.now()) / 1000)),
  by: watchdogSilent,
});

/** The inbox itself pages, when it has heard no heartbeat for as long as it bears. */
export const withoutAlertmanager = (watchdog: WatchdogState): Forecast =>
  already(watchdog) ?? inFuture(silenceWithoutAlertmanager(lastBeat(watchdog)));

/** Alertmanager repeats the Watchdog until it ends, unless it is away itself, or the Watchdog has ended. Never rejects. */
export async function withoutPrometheus(watchdog: WatchdogState, alertmanagerUrl: string): Promise<Forecast> {
  const silent = already(watchdog);
  if (silent !== undefined) return silent;
  const heartbeat = await readHeartbeat(watchdog, alertmanagerUrl).catch(() => undefined);
  return heartbeat === undefined
    ? withoutAlertmanager(watchdog)
    : inFuture(silenceWithoutPrometheus(heartbeat));
}

const already = ({ silent }: WatchdogState): Forecast | undefined =>
  silent ? { secondsToPage: null, because: 'pages-already', by: watchdogSilent } : undefined;
