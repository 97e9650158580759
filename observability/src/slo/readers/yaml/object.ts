import { nowhere, problem } from '../../errors';
import type { Entry, MappingNode } from './node';
import { suggest } from './suggest';
import type { Fields, ObjectSchema, Read, Report } from './types';
import { wrongType } from './values';

/**
 * An object with known fields; `owner` is how messages call it ("spec of an SLO"). A field that is missing, misspelt or of a
 * wrong type is a problem, and hides no problem of another: a stand-in takes its place.
 */
export function object<const F extends Fields>(owner: string, fields: F): ObjectSchema<F> {
  const known = Object.keys(fields);
  const listed = known.filter((name) => fields[name]?.unlisted !== true);
  return {
    name: 'an object',
    owner,
    fields,
    read(node, field, report) {
      if (node.kind !== 'mapping') {
        report.problems.push(wrongType(node, field, `a mapping (${owner})`));
        return undefined;
      }
      const misspelt = reportUnknown(node, owner, { known, listed }, report);
      const values: Record<string, unknown> = { at: node.at };
      for (const [name, { type, required: needed, doc }] of Object.entries(fields)) {
        const entry = node.entries.find(({ key }) => key === name) ?? misspelt.get(name);
        const empty = entry?.value.kind === 'scalar' && entry.value.value === null;
        if (entry && !empty) {
          const value = type.read(entry.value, name, report) ?? type.standIn?.();
          if (value !== undefined) values[name] = value;
        } else if (needed) {
          if (!misspelt.has(name))
            report.problems.push(
              problem('missing-field', entry?.keyAt ?? node.at, { owner, field: name, doc }),
            );
          values[name] = type.standIn?.();
        }
      }
      return values as Read<F>;
    },
    standIn: () =>
      ({
        at: nowhere,
        ...Object.fromEntries(
          Object.entries(fields).flatMap(([name, { type, required: needed }]) =>
            needed ? [[name, type.standIn?.()]] : [],
          ),
        ),
      }) as Read<F>,
  };
}

interface Names {
  readonly known: readonly string[];
  readonly listed: readonly string[];
}

/** Reports fields that are not known; returns those that were probably meant, by their right names. */
function reportUnknown(
  node: MappingNode,
  owner: string,
  { known, listed }: Names,
  report: Report,
): ReadonlyMap<string, Entry> {
  const misspelt = new Map<string, Entry>();
  for (const entry of node.entries) {
    const { key, keyAt } = entry;
    if (known.includes(key)) continue;
    if (report.ignored) {
      report.ignored(owner, key, keyAt);
      continue;
    }
    const near = suggest(key, listed);
    if (near !== undefined && !misspelt.has(near)) misspelt.set(near, entry);
    const suggestion = near === undefined ? '' : `did you mean "${near}"? `;
    const values = { owner, field: key, suggestion, known: listed.join(', ') };
    report.problems.push(problem('unknown-field', keyAt, values));
  }
  return misspelt;
}
