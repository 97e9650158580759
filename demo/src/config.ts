import { z } from 'zod';
import { DemoError } from './errors';
import { problemsIn } from './problems';

const port = (unset: number) => {
  const allowed = 'must be a port from 0 to 65535 (0 takes any free one)';
  return z.coerce.number(allowed).int(allowed).min(0, allowed).max(65_535, allowed).default(unset);
};
/** A number between two others, both included; `unset` when it is not given. */
export const numberFrom = (least: number, most: number, unset: number) =>
  numberBetween(least, most).default(unset);
const numberBetween = (least: number, most: number) => {
  const allowed = `must be a number from ${least} to ${most}`;
  return z.coerce.number(allowed).min(least, allowed).max(most, allowed);
};
const url = z.url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:8000' });
const names = z
  .string()
  .default('')
  .transform((list) => list.split(',').map((name) => name.trim().toLowerCase()))
  .transform((list) => list.filter((name) => name !== ''));
const logLevel = z
  .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a level such as "info"')
  .default('info');

/** The environment of the console, the inbox and the traffic. docs/faults.md describes each variable. */
const demoSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  CONSOLE_PORT: port(8080),
  CONSOLE_HOSTS: names,
  API_URL: url.default('http://127.0.0.1:8000'),
  FAULTS_URL: url.default('http://127.0.0.1:8001'),
  PROMETHEUS_URL: url.optional(),
  PROMETHEUS_PORT: port(0),
  ALERTMANAGER_URL: url.optional(),
  ALERTMANAGER_PORT: port(0),
  PUBLIC_API_URL: url.optional(),
  PUBLIC_PROMETHEUS_URL: url.optional(),
  PUBLIC_ALERTMANAGER_URL: url.optional(),
  PUBLIC_GRAFANA_URL: url.optional(),
  SECRETS_DIR: z.string().default('.stack/secrets'),
  DATA_DIR: z.string().default('.stack/demo'),
  INBOX_LIMIT: numberFrom(1, 100_000, 1000),
  WATCHDOG_SECONDS: numberBetween(1, 86_400).optional(),
  TRAFFIC: z.enum(['on', 'off'], 'must be "on" or "off"').default('on'),
  TRAFFIC_RATE: numberFrom(0.001, 1000, 32),
  TRAFFIC_DAY_SECONDS: numberFrom(60, 86_400, 1440),
  TRAFFIC_SEED: numberFrom(0, 2 ** 31, 1),
  LOG_LEVEL: logLevel,
});

/** The environment of the API under faults, besides the API's own (docs/configuration.md). */
const faultsSchema = z.object({
  FAULTS_HOST: z.string().default('127.0.0.1'),
  FAULTS_PORT: port(8001),
  SECRETS_DIR: z.string().default('.stack/secrets'),
  DATA_DIR: z.string().default('.stack/api'),
  DATABASE_URL: z.string().optional(),
  LOG_LEVEL: logLevel,
});

export type DemoConfig = z.output<typeof demoSchema>;
export type FaultsConfig = z.output<typeof faultsSchema>;

/**
 * Checks an environment by a schema.
 * @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed
 */
export function read<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  // Compose passes a variable that is not set as an empty one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = problemsIn(parsed.error, given).map((problem) => `  ${problem}`);
  throw new DemoError('CONFIG_INVALID', { problems: problems.join('\n') });
}

/** @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed */
export const readDemoConfig = (env: NodeJS.ProcessEnv): DemoConfig => read(demoSchema, env);

/** @throws DemoError `CONFIG_INVALID` that names each variable, its value and what is allowed */
export const readFaultsConfig = (env: NodeJS.ProcessEnv): FaultsConfig => read(faultsSchema, env);
