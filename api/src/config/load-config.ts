import type { z } from 'zod';
import { errors } from '../errors';
import { type Config, settings } from './settings';
import type { SettingMeta } from './setting-types';

/** What is known of the setting `name`. */
export function metaOf(name: string): SettingMeta {
  return (settings.shape as Record<string, z.ZodType>)[name]?.meta() as unknown as SettingMeta;
}

function describeProblem(name: string, value: string | undefined): string {
  const { allowed, secret } = metaOf(name);
  const shown = secret ? 'its value (not shown, it may hold a password)' : JSON.stringify(value);
  return `${name} is ${shown}, but must be ${allowed}.`;
}

/** A project may hold half of the memory for bodies, and should send more than one large envelope at a time. */
const envelopesInMemory = 6;

/** What is wrong with settings that are each right by themselves. */
function conflictsIn(config: Config): string[] {
  const { SHUTDOWN_DELAY_SECONDS: delay, SHUTDOWN_TIMEOUT_SECONDS: timeout } = config;
  const { BODY_MEMORY_BYTES: memory, MAX_ENVELOPE_BYTES: envelope } = config;
  const conflicts = [];
  if (delay >= timeout) {
    conflicts.push(
      `SHUTDOWN_DELAY_SECONDS is ${delay}, but must be below SHUTDOWN_TIMEOUT_SECONDS, which is ${timeout}: ` +
        'else every stop is cut off before the requests at hand end.',
    );
  }
  if (memory < envelopesInMemory * envelope) {
    conflicts.push(
      `BODY_MEMORY_BYTES is ${memory}, but must be at least ${envelopesInMemory} times MAX_ENVELOPE_BYTES, which is ` +
        `${envelope}: else the largest envelope is refused while there is no other.`,
    );
  }
  return conflicts;
}

/**
 * Reads the API's settings. A variable that is set to nothing counts as not set.
 *
 * @throws ApiError `bad_configuration` that names every wrong variable, its value and what is allowed.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = settings.safeParse(given);
  if (result.success) {
    const conflicts = conflictsIn(result.data);
    if (conflicts.length > 0) throw errors.badConfiguration(conflicts);
    return result.data;
  }
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  throw errors.badConfiguration([...wrong].map((name) => describeProblem(name, env[name])));
}
