import type { ArrivedAlert } from './entry';

/** The name of the page that the inbox raises by itself. */
export const SILENCE_ALERT = 'WatchdogSilent';

const RUNBOOK = 'https://github.com/express-slo-stack/express-slo-stack/blob/main/docs/runbooks/Watchdog.md';

/** The inbox's own page: the Watchdog has been silent, so no other page can be trusted to arrive. */
export const silencePage = (status: ArrivedAlert['status'], limitSeconds: number): ArrivedAlert => ({
  status,
  receiver: 'inbox',
  labels: { alertname: SILENCE_ALERT, severity: 'page' },
  annotations:
    status === 'firing'
      ? {
          summary: `No Watchdog for ${limitSeconds} s: Prometheus or Alertmanager cannot deliver pages`,
          description:
            'The Watchdog alert always fires and is repeated every few seconds. It stopped arriving, so a real page ' +
            'would not arrive either. Look at Prometheus, then Alertmanager, then the path between them and this inbox.',
          runbook_url: RUNBOOK,
        }
      : { summary: 'The Watchdog is back: pages can be delivered again' },
});
