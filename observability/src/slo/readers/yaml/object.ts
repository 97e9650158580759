import { problem } from '../../errors';
import type { MappingNode } from './node';
import { suggest } from './suggest';
import type { Fields, ObjectSchema, Read, Report } from './types';
import { wrongType } from './values';

/** An object with known fields; `owner` is how messages call it ("spec of an SLO"). */
export function object<const F extends Fields>(owner: string, fields: F): ObjectSchema<F> {
  const known = Object.keys(fields);
  return {
    name: 'an object',
    owner,
    fields,
    read(node, field, report) {
      if (node.kind !== 'mapping') {
        report.problems.push(wrongType(node, field, `a mapping (${owner})`));
        return undefined;
      }
      const meant = reportUnknown(node, owner, known, report);
      const values: Record<string, unknown> = { at: node.at };
      let whole = meant.size === 0;
      for (const [name, { type, required: needed, doc }] of Object.entries(fields)) {
        const entry = node.entries.find(({ key }) => key === name);
        const empty = entry?.value.kind === 'scalar' && entry.value.value === null;
        if (entry && !empty) {
          values[name] = type.read(entry.value, name, report);
          whole &&= values[name] !== undefined;
        } else if (needed && !meant.has(name)) {
          whole = false;
          report.problems.push(
            problem('missing-field', entry?.keyAt ?? node.at, { owner, field: name, doc }),
          );
        }
      }
      return whole ? (values as Read<F>) : undefined;
    },
  };
}

/** Tells fields that are not known; returns the fields that were probably meant, which are then not told as missing. */
function reportUnknown(
  node: MappingNode,
  owner: string,
  known: readonly string[],
  report: Report,
): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const { key, keyAt } of node.entries) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    if (report.ignored) report.ignored(owner, key, keyAt);
    else {
      if (near !== undefined) meant.add(near);
      const suggestion = near === undefined ? '' : `did you mean "${near}"? `;
      const values = { owner, field: key, suggestion, known: known.join(', ') };
      report.problems.push(problem('unknown-field', keyAt, values));
    }
  }
  return meant;
}
