import { setTimeout as sleep } from 'node:timers/promises';
import { type Project, send } from './api-client';
import type { ApiContainer } from './container';
import type { Flood } from './floods';

/** What a flood did, over all its rounds. Memory in MiB. */
export interface FloodResult {
  readonly name: string;
  /** Answers to the flood, by status or error. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers to the other project's events meanwhile. */
  readonly others: Readonly<Record<string, number>>;
  readonly restarts: number;
  readonly peak: number;
  /** The least after a round: of the first rounds without the very first, and of as many last ones. */
  readonly early: number;
  readonly late: number;
}

/** Between two events of the other project. Milliseconds. */
const pauseMs = 100;
/** From the end of a round until memory is read. */
const settleMs = 2_000;

const count = (counts: Record<string, number>, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Another project's client, which sends an event after the other until it is stopped. */
function sendCalmly(url: string, { id, publicKey }: Project) {
  const answers: Record<string, number> = {};
  let isStopped = false;
  const body = Buffer.from('{}\n{"type":"event"}\n{"message":"calm"}\n');
  const path = `/api/${id}/envelope/?sentry_key=${publicKey}`;
  const running = (async () => {
    while (!isStopped) {
      count(answers, await send(url, { path, body }));
      await sleep(pauseMs);
    }
  })();
  return async () => {
    isStopped = true;
    await running;
    return answers;
  };
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const isThere = await fetch(`${url}/_ready/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await sleep(500);
  }
  throw new Error('The API has not come back for a minute');
}

const ordinaryEvents = 4_000;
const ordinaryClients = 20;

/**
 * Sends events as an application does, so that a flood meets a process that has compiled its code and filled its pools: a
 * cold one grows by that, whatever comes.
 *
 * @returns how many were acknowledged
 */
export async function warmUp(url: string, { id, publicKey }: Project): Promise<number> {
  const path = `/api/${id}/envelope/?sentry_key=${publicKey}`;
  const body = Buffer.from(
    '{}\n{"type":"event"}\n{"message":"warm-up","extra":{"text":"' + 'a'.repeat(20_000) + '"}}\n',
  );
  const client = async (): Promise<number> => {
    let acknowledged = 0;
    for (let sent = 0; sent < ordinaryEvents / ordinaryClients; sent += 1) {
      if ((await send(url, { path, body })) === '200') acknowledged += 1;
    }
    return acknowledged;
  };
  const counts = await Promise.all(Array.from({ length: ordinaryClients }, client));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Sends a flood `rounds` times, with another project's events meanwhile. */
export async function runFlood(
  container: ApiContainer,
  flood: Flood,
  { target, other, rounds }: { target: Project; other: Project; rounds: number },
): Promise<FloodResult> {
  const { url } = container;
  const before = await container.state();
  container.takePeak();
  const answers: Record<string, number> = {};
  const memory: number[] = [];
  const stop = sendCalmly(url, other);
  for (let round = 1; round <= rounds; round += 1) {
    const sent = Array.from({ length: flood.count }, () => send(url, flood.sending(target)));
    for (const answer of await Promise.all(sent)) count(answers, answer);
    await untilAnswers(url);
    await sleep(settleMs);
    memory.push(container.memory);
  }
  const others = await stop();
  const { restarts } = await container.state();
  return {
    name: flood.name,
    answers,
    others,
    restarts: restarts - before.restarts,
    peak: container.takePeak(),
    ...earlyAndLate(memory),
  };
}

/**
 * The least that memory was after the second round and those that follow it, and after the last ones: what is kept. The
 * rest is garbage that V8 has not collected yet, and moves by 40 % either way where nothing is kept.
 *
 * @param memory after each round
 */
export function earlyAndLate(memory: readonly number[]): Pick<FloodResult, 'early' | 'late'> {
  const readings = Math.max(1, Math.floor(0.4 * memory.length));
  const second = Math.min(1, memory.length - 1);
  return {
    early: Math.min(...memory.slice(second, second + readings)),
    late: Math.min(...memory.slice(-readings)),
  };
}
