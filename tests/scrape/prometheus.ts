import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAlone } from '@express-slo-stack/stack';
import { stringify } from 'yaml';
import { getJson } from '../stack/support/http';

export interface Prometheus {
  readonly url: string;
  /** The `data` of an answer of its HTTP API. */
  readonly ask: <T>(path: string, parameters?: Readonly<Record<string, string>>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** Starts a Prometheus of its own, with exemplars. */
export async function startPrometheus(program: string, config: object): Promise<Prometheus> {
  const { url, stop } = await startAlone('prometheus', {
    program,
    prepare: async ({ folder, address }) => {
      const file = join(folder, 'prometheus.yml');
      await writeFile(file, stringify(config));
      return [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--enable-feature=exemplar-storage',
      ];
    },
  });
  return {
    url,
    stop,
    ask: async <T>(path: string, parameters: Readonly<Record<string, string>> = {}) => {
      const query = new URLSearchParams(parameters).toString();
      return (await getJson<{ data: T }>(`${url}/api/v1/${path}?${query}`)).data;
    },
  };
}
