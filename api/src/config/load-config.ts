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
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  throw errors.badConfiguration([...wrong].map((name) => describeProblem(name, env[name])));
}
