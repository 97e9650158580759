import { readFileSync } from 'node:fs';
import path from 'node:path';
import { heapNeed, loadConfig, memoryNeed, settingNames, sumOf } from '@express-slo-stack/api';
import { APPLICATION_HEAP, applicationNames } from '@express-slo-stack/demo';
import { parse } from 'yaml';
import { projectRoot } from '../root';

interface Service {
  readonly command: readonly string[];
  readonly mem_limit: string;
  readonly environment: Readonly<Record<string, string>>;
}

const mebibyte = 1024 * 1024;
const file = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
const { api, demo } = (parse(file, { merge: true }) as { services: { api: Service; demo: Service } })
  .services;

/** The settings of the container, but for those that `docker compose` fills in. */
const config = loadConfig(
  Object.fromEntries(
    Object.entries(api.environment).filter(
      ([name, value]) => settingNames.includes(name) && !value.includes('${'),
    ),
  ),
);

/** V8 counts three semi-spaces and the old space. */
const heapOf = (oldSpace: number, semiSpace: number): number => (oldSpace + 3 * semiSpace) * mebibyte;
const heapLimitOf = ({ command }: Service): number => {
  const flag = (name: string): number =>
    Number(command.find((word) => word.startsWith(`--${name}=`))?.split('=')[1]);
  return heapOf(flag('max-old-space-size'), flag('max-semi-space-size'));
};
const containerLimitOf = ({ mem_limit: limit }: Service): number =>
  Number(/^(\d+)m$/.exec(limit)?.[1]) * mebibyte;
const heapLimit = heapLimitOf(api);

test('V8’s heap has room for what the API’s settings may put into it', () => {
  expect(sumOf(heapNeed(config))).toBeLessThanOrEqual(heapLimit);
});

test('what the settings may need is at most 80 % of the container’s memory', () => {
  expect(sumOf(memoryNeed(config, heapLimit))).toBeLessThanOrEqual(0.8 * containerLimitOf(api));
});

test('the demo and its applications fit into their container together', () => {
  const processes = 1 + applicationNames.length;
  const { oldSpace, semiSpace } = APPLICATION_HEAP;
  const heaps = heapLimitOf(demo) + applicationNames.length * heapOf(oldSpace, semiSpace);
  // Node itself, its code and its buffers.
  expect(heaps + processes * 64 * mebibyte).toBeLessThanOrEqual(0.9 * containerLimitOf(demo));
});
