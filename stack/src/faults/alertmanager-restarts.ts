import { type DemoClient, createDemoClient } from '@express-slo-stack/demo';
import { startStack } from '../start-stack';
import { sleep } from '../wait';
import type { Drill } from './drill';

const watchdogSilent = 'WatchdogSilent';
const shortestSeconds = 20;
const longestSeconds = 40;

/** Restarts of Alertmanager, spread evenly over how long they take and over when they begin between two heartbeats. */
export const alertmanagerRestarts: Drill = {
  title: 'stops Alertmanager for 20 to 40 s, and counts false pages of the Watchdog',
  usualRuns: 10,
  async run({ runs, progress }) {
    const stack = await startStack({ traffic: false, onProgress: progress });
    try {
      const demo = createDemoClient(stack.urls.console ?? '');
      for (let run = 0; run < runs; run += 1) {
        await nextBeat(demo);
        // What matters is where between two heartbeats, and between two renewals, it begins.
        await sleep((run * 1000 * 75) / runs);
        const seconds = shortestSeconds + ((longestSeconds - shortestSeconds) * run) / Math.max(1, runs - 1);
        progress(`restart ${run + 1} of ${runs}: Alertmanager is away for ${seconds.toFixed(0)} s`);
        await stack.kill('alertmanager', 'SIGTERM');
        await sleep(seconds * 1000);
        await stack.restart('alertmanager');
      }
      await nextBeat(demo);
      const { limitFrom, limitSeconds } = await demo.watchdog();
      const falsePages = (await demo.inbox()).filter(
        ({ labels, status }) => labels['alertname'] === watchdogSilent && status === 'firing',
      ).length;
      return [
        {
          measure: 'false Watchdog pages',
          runs,
          measured: String(falsePages),
          mustBe: '0',
          holds: falsePages === 0,
        },
        {
          measure: 'limit of silence, and where it comes from',
          runs,
          measured: `${limitSeconds} s, ${limitFrom}`,
          mustBe: 'configuration',
          holds: limitFrom === 'configuration',
        },
      ];
    } finally {
      await stack.stop();
    }
  },
};

/** Waits for the next heartbeat. Rejects with ALERT_NOT_SEEN's reason when none comes for ten minutes. */
async function nextBeat(demo: DemoClient): Promise<void> {
  const { lastBeatAt: before } = await demo.watchdog();
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await sleep(500)) {
    const { lastBeatAt } = await demo.watchdog();
    if (lastBeatAt !== undefined && lastBeatAt !== before) return;
  }
  throw new Error('No heartbeat came for ten minutes.');
}
