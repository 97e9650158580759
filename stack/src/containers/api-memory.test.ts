import { readFileSync } from 'node:fs';
import path from 'node:path';
import { heapNeed, loadConfig, memoryNeed, settingNames, sumOf } from '@express-slo-stack/api';
import { parse } from 'yaml';
import { projectRoot } from '../root';

interface ApiService {
  readonly command: readonly string[];
  readonly mem_limit: string;
  readonly environment: Readonly<Record<string, string>>;
}

const mebibyte = 1024 * 1024;
const file = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
const { api } = (parse(file, { merge: true }) as { services: { api: ApiService } }).services;

/** The settings of the container, but for those that `docker compose` fills in. */
const config = loadConfig(
  Object.fromEntries(
    Object.entries(api.environment).filter(
      ([name, value]) => settingNames.includes(name) && !value.includes('${'),
    ),
  ),
);

const flag = (name: string): number => {
  const found = api.command.find((word) => word.startsWith(`--${name}=`));
  return Number(found?.split('=')[1]) * mebibyte;
};
/** V8 counts three semi-spaces and the old space. */
const heapLimit = flag('max-old-space-size') + 3 * flag('max-semi-space-size');
const containerLimit = Number(/^(\d+)m$/.exec(api.mem_limit)?.[1]) * mebibyte;

test('V8’s heap has room for what the API’s settings may put into it', () => {
  expect(sumOf(heapNeed(config))).toBeLessThanOrEqual(heapLimit);
});

test('what the settings may need is at most 80 % of the container’s memory', () => {
  expect(sumOf(memoryNeed(config, heapLimit))).toBeLessThanOrEqual(0.8 * containerLimit);
});
