import { Registry } from 'prom-client';
import { aggregateInPrimary } from './cluster/primary';
import { reportToPrimary } from './cluster/worker';
import { cacheMetrics } from './django/cache';
import { databaseMetrics } from './django/database';
import { migrationMetrics } from './django/migrations';
import { modelMetrics } from './django/models';
import { registerBuildInfo } from './http/build-info';
import { registerProcessMetrics } from './http/process-metrics';

const FUNCTIONS = {
  aggregateInPrimary,
  reportToPrimary,
  cacheMetrics,
  databaseMetrics,
  migrationMetrics,
  modelMetrics,
  registerBuildInfo,
  registerProcessMetrics,
};
type Name = keyof typeof FUNCTIONS;
/** As from JavaScript: whatever is given. */
const call = (name: Name, ...values: unknown[]) =>
  (FUNCTIONS[name] as (...given: unknown[]) => unknown)(...values);
const names = Object.keys(FUNCTIONS) as Name[];

test.each(
  names.flatMap((name) => [undefined, null, {}, 'metrics'].map((registry) => [name, registry] as const)),
)('%s without a registry: %p', (name, registry) => {
  const message = expect.stringContaining(`"${name}"`) as string;
  expect(() => call(name, registry)).toThrow(
    expect.objectContaining({
      code: registry ? 'OBS_REGISTRY_UNKNOWN' : 'OBS_REGISTRY_MISSING',
      message,
    }) as Error,
  );
});

test.each<[Name, string, unknown]>([
  ['aggregateInPrimary', 'OBS_OPTIONS_INVALID', null],
  ['aggregateInPrimary', 'OBS_LIMIT_INVALID', { timeoutMs: -1 }],
  ['aggregateInPrimary', 'OBS_LIMIT_INVALID', { timeoutMs: 'x' }],
  ['aggregateInPrimary', 'OBS_LIMIT_INVALID', { timeoutMs: Infinity }],
  ['aggregateInPrimary', 'OBS_LIMIT_TOO_LARGE', { timeoutMs: 2 ** 31 }],
  ['registerBuildInfo', 'OBS_OPTIONS_INVALID', undefined],
  ['registerBuildInfo', 'OBS_NAME_INVALID', {}],
  ['registerBuildInfo', 'OBS_NAME_INVALID', { service: 's' }],
  ['cacheMetrics', 'OBS_NAME_INVALID', undefined],
  ['cacheMetrics', 'OBS_NAME_INVALID', ''],
  ['databaseMetrics', 'OBS_OPTIONS_INVALID', undefined],
  ['databaseMetrics', 'OBS_NAME_INVALID', {}],
  ['databaseMetrics', 'OBS_NAME_INVALID', { vendor: 'postgresql', alias: 5 }],
  ['migrationMetrics', 'OBS_NAME_INVALID', 5],
  ['modelMetrics', 'OBS_LIST_INVALID', 'user'],
  ['modelMetrics', 'OBS_LIST_INVALID', undefined],
  ['modelMetrics', 'OBS_NAME_INVALID', ['user', 5]],
])('%s says %s about %p, and leaves nothing behind', (name, code, value) => {
  const registry = new Registry();
  const message = expect.stringContaining(name) as string;
  expect(() => call(name, registry, value)).toThrow(expect.objectContaining({ code, message }) as Error);
  expect(registry.getMetricsAsArray()).toEqual([]);
});
