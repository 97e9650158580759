import { toYaml, type RuleGroup } from '@express-slo-stack/observability/slo';
import { getJson } from '@express-slo-stack/demo';
import { startAlone } from '@express-slo-stack/stack';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { writeBlock, type Series } from '../prometheus/block/block';
import { target } from './flow';

/** A Prometheus that goes on from a history: it scrapes, and evaluates rules that can be exchanged. */
export interface LivePrometheus {
  readonly url: string;
  exchangeRules(groups: readonly RuleGroup[]): Promise<void>;
  /** What went wrong in the latest evaluation of any rule. */
  failures(): Promise<string[]>;
  stop(): Promise<void>;
}

interface Start {
  readonly series: readonly Series[];
  readonly groups: readonly RuleGroup[];
  readonly scrapeSeconds: number;
  /** What a scrape reads. */
  readonly expose: () => string;
}

interface RuleStates {
  readonly data: {
    readonly groups: readonly { readonly rules: readonly { readonly lastError?: string }[] }[];
  };
}

/** Starts it, with the application that it scrapes. Stop it in any case. */
export async function startLive({ series, groups, scrapeSeconds, expose }: Start): Promise<LivePrometheus> {
  const application = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(expose());
  });
  await once(application.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    application.close();
    application.closeAllConnections();
  };
  let rulesFile = '';
  const writeRules = (next: readonly RuleGroup[]) => writeFile(rulesFile, toYaml({ groups: next }, []));
  const { url, stop } = await startAlone('prometheus', {
    prepare: async ({ folder, address }) => {
      const data = join(folder, 'data');
      rulesFile = join(folder, 'rules', 'proof.yml');
      await mkdir(dirname(rulesFile), { recursive: true });
      await Promise.all([writeBlock(data, series), writeRules(groups)]);
      const config = join(folder, 'prometheus.yml');
      const { port } = application.address() as AddressInfo;
      const scraped = { targets: [`127.0.0.1:${port}`], labels: { instance: target.instance } };
      await writeFile(
        config,
        JSON.stringify({
          global: { scrape_interval: `${scrapeSeconds}s`, scrape_timeout: '5s' },
          rule_files: [rulesFile],
          scrape_configs: [{ job_name: target.job, static_configs: [scraped] }],
        }),
      );
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=60d',
        `--web.listen-address=${address}`,
        '--web.enable-lifecycle',
      ];
    },
  }).catch((thrown: unknown) => {
    close();
    throw thrown;
  });
  return {
    url,
    async exchangeRules(next) {
      await writeRules(next);
      const answer = await fetch(`${url}/-/reload`, { method: 'POST' });
      if (!answer.ok) throw new Error(`Prometheus does not take the rules: ${await answer.text()}`);
    },
    async failures() {
      const states = await getJson<RuleStates>(`${url}/api/v1/rules`);
      const errors = states.data.groups.flatMap(({ rules }) => rules.map(({ lastError }) => lastError ?? ''));
      return errors.filter((error) => error !== '');
    },
    async stop() {
      close();
      await stop();
    },
  };
}
