import * as v1 from '../../slo/readers/openslo/v1';
import * as v1alpha from '../../slo/readers/openslo/v1alpha';
import { pyrraSpec } from '../../slo/readers/pyrra/schema';
import { fileSpec, kubernetesSpec } from '../../slo/readers/sloth/schema';
import type { Fields, Schema } from '../../slo/readers/yaml/schema';
import { markdownTable } from './markdown';

/** One row per field of a schema, with its path: `spec.objectives[].target`. */
function rowsOf(fields: Fields, prefix: string): string[][] {
  const shown = Object.entries(fields).filter(([, { unlisted }]) => !unlisted);
  return shown.flatMap(([name, { type, required, doc }]) => {
    const path = `${prefix}${name}`;
    const row = [`\`${path}\``, typeName(type), required ? 'yes' : '', doc];
    const inside = type.fields ? rowsOf(type.fields, `${path}.`) : (listed(type, path) ?? []);
    return [row, ...inside];
  });
}

const listed = ({ inner }: Schema<unknown>, path: string) =>
  inner?.fields && rowsOf(inner.fields, `${path}[].`);

const typeName = (type: Schema<unknown>): string =>
  type.inner && !type.inner.fields ? `${type.name} of ${plural(type.inner.name)}` : type.name;

const plural = (name: string) => `${name.replace(/^an? /, '').split(' ')[0]}s`;

const section = (title: string, { fields }: Schema<unknown>) =>
  `### ${title}\n\n${markdownTable(['field', 'type', 'required', 'meaning'], rowsOf(fields ?? {}, ''))}`;

/** The fields of every dialect, from the tables that the readers use. */
export const fieldSections = (): string =>
  [
    ...Object.entries(v1.kinds).map(([kind, schema]) => section(`OpenSLO v1: ${kind}`, schema)),
    section('OpenSLO v1alpha: SLO', v1alpha.kinds.SLO),
    section('Sloth: `version: prometheus/v1`', fileSpec),
    section('Sloth: `PrometheusServiceLevel`', kubernetesSpec),
    section('Pyrra: `ServiceLevelObjective`', pyrraSpec),
  ].join('\n\n');
