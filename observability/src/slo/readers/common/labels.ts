import type { Place } from '../../errors';
import { note } from '../../notes';
import type { Collected } from '../reading';
import type { At, MapEntry } from '../yaml/schema';
import { checkAlertText } from './templates';

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

type Findings = Pick<Collected, 'notes' | 'problems'>;

/** Reads label maps, later ones over earlier ones; names that Prometheus does not take are rewritten, and said so. */
export function readLabels(
  maps: readonly (LabelMap | undefined)[],
  { notes, problems }: Findings,
): PlacedLabels {
  const values: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const { key, keyAt, value } of maps.flatMap((map) => map?.value ?? [])) {
    const name = asLabelName(key);
    if (name !== key) notes.push(note('label-renamed', keyAt, { label: key, name }));
    checkAlertText(key, value, problems);
    values[name] = value.value;
    places[name] = keyAt;
  }
  return { values, places };
}

/** Reads annotations of alerts; names that Prometheus 2 does not take are rewritten, and said so. */
export const readAnnotations = (
  map: LabelMap | undefined,
  findings: Findings,
): Readonly<Record<string, string>> =>
  Object.fromEntries((map?.value ?? []).map((entry) => readAnnotation(entry, findings)));

/** The name and the text of one annotation. */
export function readAnnotation(
  { key, keyAt, value }: MapEntry<At<string>>,
  { notes, problems }: Findings,
): readonly [name: string, text: string] {
  const name = asLabelName(key) || '_';
  if (name !== key) notes.push(note('annotation-renamed', keyAt, { annotation: key, name }));
  checkAlertText(key, value, problems);
  return [name, value.value];
}
