import { getJson } from '../http/get-json';
import type { WatchdogState } from '../inbox/watchdog';

/** How the Watchdog travels: Prometheus renews it, Alertmanager repeats it, the inbox waits for it. */
export interface Heartbeat {
  /** Milliseconds since the epoch. */
  readonly lastBeatAt: number;
  /** When Prometheus last renewed it at Alertmanager. */
  readonly renewedAt: number;
  /** Until when Alertmanager repeats it without being told again. */
  readonly endsAt: number;
  /** The inbox's patience. */
  readonly limitSeconds: number;
  /** Between two heartbeats. */
  readonly beatSeconds: number;
  /** Between two renewals. */
  readonly renewalSeconds: number;
}

interface ActiveAlert {
  readonly updatedAt: string;
  readonly endsAt: string;
}

/** Of the committed configuration; for as long as the one that runs has not been read. */
const committed = { beatSeconds: 30, renewalSeconds: 75 };

/** What the inbox heard, and until when Alertmanager goes on. Rejects when that does not answer, or has no Watchdog. */
export async function readHeartbeat(watchdog: WatchdogState, alertmanagerUrl: string): Promise<Heartbeat> {
  const filter = new URLSearchParams({ filter: 'alertname="Watchdog"' }).toString();
  const [alert] = await getJson<readonly ActiveAlert[]>(`${alertmanagerUrl}/api/v2/alerts?${filter}`);
  if (alert === undefined) throw new Error(`${alertmanagerUrl} has no Watchdog alert`);
  return {
    ...lastBeat(watchdog),
    renewedAt: Date.parse(alert.updatedAt),
    endsAt: Date.parse(alert.endsAt),
  };
}

/** What the inbox alone knows of it; before the first beat it waits since its start. */
export const lastBeat = (watchdog: WatchdogState): Omit<Heartbeat, 'renewedAt' | 'endsAt'> => ({
  lastBeatAt:
    watchdog.lastBeatAt === undefined
      ? Date.now() - watchdog.silentForSeconds * 1000
      : Date.parse(watchdog.lastBeatAt),
  limitSeconds: watchdog.limitSeconds,
  beatSeconds: watchdog.timing?.beatSeconds ?? committed.beatSeconds,
  renewalSeconds: watchdog.timing?.renewalSeconds ?? committed.renewalSeconds,
});

/** When the inbox misses it, if it is renewed no more: Alertmanager repeats it until its end, and then nobody does. */
export function silenceWithoutPrometheus({
  lastBeatAt,
  endsAt,
  limitSeconds,
  beatSeconds,
}: Heartbeat): number {
  const beats = Math.max(0, Math.ceil((endsAt - lastBeatAt) / 1000 / beatSeconds) - 1);
  return lastBeatAt + (beats * beatSeconds + limitSeconds) * 1000;
}

/** When the inbox misses it, if nobody repeats it any more. */
export const silenceWithoutAlertmanager = ({
  lastBeatAt,
  limitSeconds,
}: Pick<Heartbeat, 'lastBeatAt' | 'limitSeconds'>): number => lastBeatAt + limitSeconds * 1000;
