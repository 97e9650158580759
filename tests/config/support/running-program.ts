import { resolveProgram } from '@express-slo-stack/stack';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Prometheus or Alertmanager as it runs, with a data folder of its own. */
export interface RunningProgram {
  readonly url: string;
  /** Waits until a condition holds; throws after half a minute, or when the program has ended. */
  readonly until: (condition: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a program, and waits until it says that it is ready. */
export async function startProgram(
  name: 'prometheus' | 'alertmanager',
  argumentsFor: (place: { readonly data: string; readonly address: string }) => readonly string[],
): Promise<RunningProgram> {
  const data = await mkdtemp(path.join(tmpdir(), `${name}-`));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const child = spawn(await resolveProgram(name), argumentsFor({ data, address }), { stdio: 'ignore' });

  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      if (await condition()) return;
      await sleep(50);
    }
    throw new Error(`${name} did not get there within 30 s`);
  }

  await until(async () => (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok === true);
  return {
    url,
    until,
    async stop() {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      await rm(data, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
