import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { eventually } from '../stack/support/eventually';
import { getJson } from '../stack/support/http';

export interface Prometheus {
  readonly url: string;
  readonly version: string;
  /** The `data` of an answer of its HTTP API. */
  readonly ask: <T>(path: string, parameters?: Readonly<Record<string, string>>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** Starts a Prometheus of its own, with exemplars, on a free port of the loopback. */
export async function startPrometheus(program: string, config: object): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'scrape-'));
  const file = join(folder, 'prometheus.yml');
  await writeFile(file, stringify(config));
  const child = spawn(
    program,
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--enable-feature=exemplar-storage',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await listening(child.stderr);
    const ask = async <T>(path: string, parameters: Readonly<Record<string, string>> = {}) => {
      const query = new URLSearchParams(parameters).toString();
      return (await getJson<{ data: T }>(`${url}/api/v1/${path}?${query}`)).data;
    };
    const { version } = await eventually(() => ask<{ version: string }>('status/buildinfo'), { within: 60 });
    return { url, version, ask, stop };
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
