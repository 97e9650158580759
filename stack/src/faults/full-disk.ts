import { type DemoClient, createDemoClient } from '@express-slo-stack/demo';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf } from '../errors';
import { owe } from '../reaper';
import type { Stack } from '../stack';
import { startStack } from '../start-stack';
import { sleep } from '../wait';
import type { Drill, DrillOptions, LeftOut, Measurement } from './drill';

/** Room enough for Prometheus to start (`prometheus/start.sh`); in memory, so it is what is written that counts. */
const diskMegabytes = 320;

/** A full disk under Prometheus's data: the alarm from outside, a restart that is refused, and what is lost. */
export const fullDisk: Drill = {
  title: 'fills the disk of Prometheus, and times the alarm from outside',
  usualRuns: 1,
  async run(options) {
    const folder = await mkdtemp(path.join(tmpdir(), 'full-disk-'));
    const disk = path.join(folder, 'prometheus-data');
    await mkdir(disk);
    const forgetFolder = owe({ folder });
    const reason = mount(disk);
    if (reason !== undefined) {
      await rm(folder, { recursive: true, force: true });
      forgetFolder();
      return { leftOut: `a small disk cannot be mounted here, which takes root on Linux (${reason})` };
    }
    const forgetDisk = owe({ command: ['umount', '-l', disk] });
    try {
      return await onDisk(folder, disk, options);
    } finally {
      spawnSync('umount', ['-l', disk]);
      forgetDisk();
      await rm(folder, { recursive: true, force: true });
      forgetFolder();
    }
  },
};

/** Mounts a disk of its own in a folder; why not, where that fails. */
function mount(folder: string): string | undefined {
  const options = `size=${diskMegabytes}m,mode=0700`;
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

async function onDisk(
  folder: string,
  disk: string,
  { runs, progress }: DrillOptions,
): Promise<readonly Measurement[] | LeftOut> {
  // Containers have their disks from the engine: the same programs and files run here as processes.
  const stack = await startStack({
    backend: 'processes',
    dataFolder: folder,
    traffic: false,
    onProgress: progress,
  });
  try {
    const demo = createDemoClient(stack.urls.console ?? '');
    const outcomes: Outcome[] = [];
    for (let run = 1; run <= runs; run += 1) {
      progress(`run ${run} of ${runs}: the disk is filled`);
      outcomes.push(await fillOnce(stack, demo, disk));
    }
    return measurementsOf(outcomes);
  } finally {
    await stack.stop();
  }
}

interface Outcome {
  readonly limitSeconds: number;
  /** From the full disk to the page; undefined when none came within three times the limit. */
  readonly alarmSeconds: number | undefined;
  /** What was said when Prometheus was started on the full disk; undefined when it started. */
  readonly refusal: string | undefined;
  readonly samplesBefore: number;
  readonly samplesAfter: number;
}

async function fillOnce(stack: Stack, demo: DemoClient, disk: string): Promise<Outcome> {
  const limitSeconds = await derivedLimit(demo);
  await demo.clearInbox();
  const samplesBefore = await storedSamples(stack);
  const filler = path.join(disk, 'filler');
  await fill(filler);
  const alarmSeconds = await alarm(demo, 3 * limitSeconds);

  await stack.kill('prometheus');
  const refusal = await stack.restart('prometheus').then(() => undefined, messageOf);
  await rm(filler);
  await stack.restart('prometheus');
  return { limitSeconds, alarmSeconds, refusal, samplesBefore, samplesAfter: await storedSamples(stack) };
}

/** The time within which a full disk is noticed, as derived from the configuration that runs; waits for a heartbeat. */
async function derivedLimit(demo: DemoClient): Promise<number> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await sleep(1_000)) {
    const { limitFrom, silent, lastBeatAt, timing } = await demo.watchdog();
    if (limitFrom === 'configuration' && !silent && lastBeatAt !== undefined && timing !== undefined) {
      return timing.noticedWithinSeconds.diskFull;
    }
  }
  throw new Error('No heartbeat with a limit from the configuration came for five minutes.');
}

/** Writes a file until nothing more fits. */
async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const block of [Buffer.alloc(1 << 20), Buffer.alloc(4096)]) {
      while (await handle.write(block).then(({ bytesWritten }) => bytesWritten === block.length, isFull));
    }
  } finally {
    await handle.close();
  }
}

function isFull(thrown: NodeJS.ErrnoException): false {
  if (thrown.code === 'ENOSPC') return false;
  throw thrown;
}

/** Seconds until the page about the Watchdog's silence. */
async function alarm(demo: DemoClient, patienceSeconds: number): Promise<number | undefined> {
  const began = Date.now();
  for (; Date.now() - began < patienceSeconds * 1000; await sleep(250)) {
    const page = (await demo.inbox()).find(
      ({ labels, status }) => labels['alertname'] === 'WatchdogSilent' && status === 'firing',
    );
    if (page !== undefined) return (Date.now() - began) / 1000;
  }
  return undefined;
}

/** How many scrapes of the API are in Prometheus's last two hours. */
async function storedSamples({ urls }: Stack): Promise<number> {
  const query = encodeURIComponent('sum(count_over_time(up{job="gt-api"}[2h]))');
  const response = await fetch(`${urls.prometheus}/api/v1/query?query=${query}`);
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

function measurementsOf(outcomes: readonly Outcome[]): readonly Measurement[] {
  const [runs, limit] = [outcomes.length, Math.min(...outcomes.map(({ limitSeconds }) => limitSeconds))];
  const alarms = outcomes.map(({ alarmSeconds }) => alarmSeconds ?? Infinity);
  const slowest = Math.max(...alarms);
  const started = outcomes.filter(({ refusal }) => refusal?.includes('Make room') !== true).length;
  const lost = Math.max(...outcomes.map(({ samplesBefore, samplesAfter }) => samplesBefore - samplesAfter));
  return [
    {
      measure: 'from a full disk to the alarm from outside',
      runs,
      measured: slowest === Infinity ? 'no alarm' : `${slowest.toFixed(0)} s`,
      mustBe: `at most ${limit} s`,
      holds: slowest <= limit,
    },
    {
      measure: 'starts of Prometheus on the full disk that were not refused in words',
      runs,
      measured: String(started),
      mustBe: '0',
      holds: started === 0,
    },
    {
      measure: 'samples from before that were lost by a kill on the full disk',
      runs,
      measured: String(Math.max(0, lost)),
      mustBe: '0',
      holds: lost <= 0,
    },
  ];
}
