import { resolveProgram } from '@express-slo-stack/stack';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBlock, type Series } from './block/block';
import { clientOf, type Client } from './client';

export interface Prometheus extends Client {
  stop(): Promise<void>;
}

/** Starts a Prometheus of its own that holds these series and scrapes nothing, on a free port of the loopback. */
export async function prometheusOver(series: readonly Series[]): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-prometheus-'));
  const data = join(folder, 'data');
  await writeBlock(data, series);
  const config = join(folder, 'prometheus.yml');
  await writeFile(config, 'global: {}\n');
  const child = spawn(
    await resolveProgram('prometheus'),
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=60d',
      '--web.listen-address=127.0.0.1:0',
      '--query.timeout=1h',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    process.off('SIGINT', interrupted);
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  const interrupted = () => void stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    const url = await listening(child.stderr);
    await ready(url);
    return { ...(await clientOf(url)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that Prometheus logs once it listens. */
function listening(log: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    log.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const port = /Listening on"? .*?127\.0\.0\.1:(\d+)/.exec(seen)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    log.on('end', () => reject(new Error(`Prometheus ended: ${seen.slice(-1_000)}`)));
  });
}

async function ready(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Prometheus was not ready after two minutes');
}
