import type { Note } from '../../model';
import type { Place } from '../../errors';
import { note } from '../../notes';
import type { At, MapEntry } from '../yaml/schema';

/** Labels and where each was written. */
export interface PlacedLabels {
  readonly values: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, Place>>;
}

type LabelMap = At<readonly MapEntry<At<string>>[]>;

/** Whether Prometheus takes a label of this name from a rule; names with two underscores in front are its own. */
export const isLabelName = (name: string): boolean => /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(name);

/** A label name as Prometheus takes it: OpenSLO and Kubernetes also allow `-`, `.` and `/`. */
export const asLabelName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');

/** Reads label maps, later ones over earlier ones; names that Prometheus does not take are rewritten, and said so. */
export function readLabels(maps: readonly (LabelMap | undefined)[], notes: Note[]): PlacedLabels {
  const values: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const { key, keyAt, value } of maps.flatMap((map) => map?.value ?? [])) {
    const name = asLabelName(key);
    if (name !== key) notes.push(note('label-renamed', keyAt, { label: key, name }));
    values[name] = value.value;
    places[name] = keyAt;
  }
  return { values, places };
}

/** Annotations as they are. */
export const readAnnotations = (map: LabelMap | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((map?.value ?? []).map(({ key, value }) => [key, value.value]));
