import { resolveProgram } from '@express-slo-stack/stack';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeData, type Extent } from './data';

/** What one evaluation of an expression costs, as Prometheus itself says. */
export interface QueryCost {
  readonly samples: number;
  readonly seconds: number;
}

export interface Prometheus {
  readonly version: string;
  cost(expr: string): Promise<QueryCost>;
  stop(): Promise<void>;
}

interface QueryAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly stats: {
      readonly samples: { readonly totalQueryableSamples: number };
      readonly timings: { readonly evalTotalTime: number };
    };
  };
}

/** Starts a Prometheus of its own over backfilled data, on a free port of the loopback. */
export async function prometheusWith(extent: Extent): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'slo-cost-'));
  const text = join(folder, 'data.txt');
  const data = join(folder, 'data');
  await writeData(text, extent);
  const promtool = await resolveProgram('promtool');
  const backfill = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=744h', text, data];
  await promisify(execFile)(promtool, backfill, { maxBuffer: 16 * 1024 * 1024 });
  await rm(text);

  const config = join(folder, 'prometheus.yml');
  await writeFile(config, 'global: {}\n');
  const program = await resolveProgram('prometheus');
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=60d',
      '--web.listen-address=127.0.0.1:0',
      '--query.timeout=10m',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await listening(child.stderr);
    const get = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T;
    await ready(url);
    const { data: build } = await get<{ data: { version: string } }>('/api/v1/status/buildinfo');
    return {
      version: build.version,
      stop,
      async cost(expr) {
        const parameters = new URLSearchParams({ query: expr, time: String(extent.end), stats: 'all' });
        const answer = await get<QueryAnswer>(`/api/v1/query?${parameters.toString()}`);
        if (answer.status !== 'success') throw new Error(`${expr}: ${answer.error ?? answer.status}`);
        const { samples, timings } = answer.data.stats;
        return { samples: samples.totalQueryableSamples, seconds: timings.evalTotalTime };
      },
    };
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
