import { readDemoConfig } from '@express-slo-stack/demo';

/** The demo's settings that the stack leaves to the environment; addresses and folders it decides itself. */
const names = [
  'TRAFFIC',
  'TRAFFIC_RATE',
  'TRAFFIC_DAY_SECONDS',
  'TRAFFIC_SEED',
  'INBOX_LIMIT',
  'WATCHDOG_SECONDS',
] as const;

/**
 * The demo's settings that the environment names, checked, so that a bad one stops the start and not only the demo.
 * Throws the demo's own DemoError `CONFIG_INVALID`, which names every setting that is wrong and what is allowed.
 */
export function demoSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
  readDemoConfig(found);
  return found;
}
