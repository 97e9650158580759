import { loadConfig, settingNames } from '@express-slo-stack/api';
import type { Stack } from '../stack';

/** What the stack decides itself: addresses and folders. */
const decidedHere: ReadonlySet<string> = new Set(['HOST', 'PORT', 'PUBLIC_URL', 'DATA_DIR', 'SECRETS_DIR']);

/**
 * The API's settings that the environment names, checked, so that a bad one stops the start and not only the API.
 * Throws the API's own ApiError, which names every setting that is wrong and what is allowed.
 */
export function apiSettings(env: NodeJS.ProcessEnv, backend: Stack['backend']): Record<string, string> {
  const left = backend === 'containers' ? new Set([...decidedHere, 'DATABASE_URL']) : decidedHere;
  const named = settingNames.flatMap((name) => {
    const value = env[name];
    return left.has(name) || value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const found = Object.fromEntries(named);
  loadConfig(found);
  return found;
}
