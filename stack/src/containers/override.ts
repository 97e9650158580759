import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';

/** A compose file beside the data that adds settings to the API; nothing when there are none. */
export async function apiOverride(
  dataFolder: string,
  settings: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  if (Object.keys(settings).length === 0) return [];
  const file = path.join(dataFolder, 'compose-override.yml');
  await writeFile(file, stringify({ services: { api: { environment: settings } } }));
  return [file];
}
