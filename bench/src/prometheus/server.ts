import { startAlone } from '@express-slo-stack/stack';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBlock, type Series } from './block/block';
import { clientOf, type Client } from './client';

export interface Prometheus extends Client {
  stop(): Promise<void>;
}

/** Starts a Prometheus of its own that holds these series and scrapes nothing. */
export async function prometheusOver(series: readonly Series[]): Promise<Prometheus> {
  const { url, stop } = await startAlone('prometheus', {
    prepare: async ({ folder, address }) => {
      const data = join(folder, 'data');
      await writeBlock(data, series);
      const config = join(folder, 'prometheus.yml');
      await writeFile(config, 'global: {}\n');
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=60d',
        `--web.listen-address=${address}`,
        '--query.timeout=1h',
      ];
    },
  });
  try {
    return { ...(await clientOf(url)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
