import { join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../environment';
import { readIfThere } from './output-folder';
import { standardStream } from './specs';

/** In an output folder: which specification each of its files was generated from. */
export const manifestName = 'slo-files.json';

/**
 * Source by output, both relative to the output folder, with `/`. Outputs of several specifications (dashboards) have an
 * empty source.
 */
export type Manifest = ReadonlyMap<string, string>;

interface ManifestFile {
  readonly generatedBy: string;
  readonly files: Readonly<Record<string, string>>;
}

const isManifest = (value: unknown): value is ManifestFile => {
  const files = (value as Partial<ManifestFile> | null)?.files;
  return (
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((source) => typeof source === 'string')
  );
};

/** Reads an output folder's manifest: empty where there is none. Throws `UsageError` for what is none. */
export function readManifest(folder: string, shown: string): Manifest {
  const text = readIfThere(join(folder, manifestName));
  if (text === undefined) return new Map();
  try {
    const value: unknown = JSON.parse(text);
    if (isManifest(value)) return new Map(Object.entries(value.files));
  } catch {
    // Said below.
  }
  throw new UsageError(
    `${shown}/${manifestName} is not what "slo build" wrote: restore it, or delete it and build with --prune`,
  );
}

export function manifestText(manifest: Manifest): string {
  const files = Object.fromEntries([...manifest].sort(([one], [other]) => (one < other ? -1 : 1)));
  const written: ManifestFile = { generatedBy: 'slo build', files };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** A path as a manifest has it. */
export const manifestPath = (folder: string, path: string): string =>
  path === standardStream ? path : relative(folder, path).split(sep).join('/');

/** Whether a recorded source is one of the given files, or lies in one of the given folders. */
export function isOfSet(folder: string, source: string, set: readonly string[]): boolean {
  if (source === standardStream || source === '') return false;
  const path = resolve(folder, source);
  return set.some((given) => path === given || path.startsWith(given.endsWith(sep) ? given : given + sep));
}
