import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { owe } from '../reaper';
import { projectRoot } from '../root';
import { sleep } from '../wait';
import { clientsUntilRefused, type SentRequest } from './closing-clients';
import type { Drill } from './drill';

const clients = 20;
/** Requests that were sent this long before listening ended must be answered. Milliseconds. */
const before = 50;
/** How long the clients send before the signal. Milliseconds. */
const loadMs = 1_500;

/** SIGTERM to the API while clients send without a pause. */
export const sigterm: Drill = {
  title: `sends SIGTERM to the API under ${clients} clients, and counts the requests that are reset`,
  usualRuns: 10,
  async run({ runs, progress }) {
    const folder = await mkdtemp(path.join(tmpdir(), 'sigterm-'));
    const forget = owe({ folder });
    const outcomes: Outcome[] = [];
    try {
      for (let run = 1; run <= runs; run += 1) {
        const outcome = await stopUnderLoad(folder);
        progress(
          `run ${run} of ${runs}: ${outcome.early} requests sent in time, ${outcome.failed.length} without an answer, exit code ${outcome.exitCode}`,
        );
        outcomes.push(outcome);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
      forget();
    }
    const failed = outcomes.flatMap((outcome) => outcome.failed);
    const unclean = outcomes.filter(({ exitCode }) => exitCode !== 0).length;
    const sent = outcomes.reduce((sum, { early }) => sum + early, 0);
    return [
      {
        measure: `requests reset at SIGTERM, of ${sent} sent ${before} ms or more before listening ended`,
        runs,
        measured: [String(failed.length), ...new Set(failed.map(({ result }) => String(result)))].join(' '),
        mustBe: '0',
        holds: failed.length === 0,
      },
      {
        measure: 'exit codes other than 0 at SIGTERM',
        runs,
        measured: String(unclean),
        mustBe: '0',
        holds: unclean === 0,
      },
    ];
  },
};

interface Outcome {
  /** Requests that were sent in time. */
  readonly early: number;
  /** Those of them that were not answered with 200. */
  readonly failed: readonly SentRequest[];
  readonly exitCode: number | null;
}

async function stopUnderLoad(folder: string): Promise<Outcome> {
  const secrets = path.join(folder, 'secrets');
  const api = spawn(process.execPath, [path.join(projectRoot, 'api', 'dist', 'main.js')], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: path.join(folder, 'data'), SECRETS_DIR: secrets },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const forget = api.pid === undefined ? undefined : owe({ pid: api.pid });
  const exited = once(api, 'exit') as Promise<[number | null]>;
  const { listening, closed } = followLog(api, exited);
  try {
    const url = await listening;
    const token = (await readFile(path.join(secrets, 'admin-token'), 'utf8')).trim();
    const load = clientsUntilRefused(clients, `${url}/api/0/organizations/`, {
      authorization: `Bearer ${token}`,
    });
    await sleep(loadMs);
    api.kill('SIGTERM');
    const [endedAt, requests, [exitCode]] = await Promise.all([closed, load, exited]);
    const early = requests.filter(({ sentAt }) => sentAt !== undefined && sentAt <= endedAt - before);
    return { early: early.length, failed: early.filter(({ result }) => result !== 200), exitCode };
  } finally {
    api.kill('SIGKILL');
    await exited;
    forget?.();
  }
}

/** What the API's log says: where it listens, and when it no longer does, in milliseconds since the epoch. */
function followLog(api: ChildProcess, exited: Promise<unknown>) {
  const lines = createInterface({ input: api.stdout as NonNullable<typeof api.stdout> });
  const message = <T>(wanted: string, read: (entry: { url: string; time: string }) => T): Promise<T> =>
    new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        const entry = JSON.parse(line) as { msg: string; url: string; time: string };
        if (entry.msg === wanted) resolve(read(entry));
      });
      void exited.then(() => reject(new Error(`the API ended without the message "${wanted}"`)));
    });
  const closed = message('no longer listening', ({ time }) => Date.parse(time));
  closed.catch(() => undefined);
  return { listening: message('listening', ({ url }) => url), closed };
}
