import { problem } from '../../errors';
import type { Dialect } from '../../model';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { textOf, type Node } from '../yaml/node';
import { didYouMean, type Report } from '../yaml/schema';
import { checkUnusedAlerting } from './alerting';
import { checkIndicator } from './indicator';
import type { Registry } from './registry';
import { readSlo } from './slo';
import * as v1 from './v1';
import * as v2alpha from './v2alpha';

type OpenSloDialect = Extract<Dialect, 'openslo/v1' | 'openslo.com/v2alpha'>;

/** The dialect of a version of OpenSLO; undefined for others. */
export function openSloDialect(version: string): OpenSloDialect | undefined {
  if (version === 'openslo/v1' || version === 'openslo.com/v1') return 'openslo/v1';
  return v2alpha.apiVersions.includes(version) ? 'openslo.com/v2alpha' : undefined;
}

/** Checks what no SLO uses as it would be checked in use. */
export function checkUnused(registry: Registry, collected: Collected): void {
  for (const sli of registry.unused('SLI')) {
    checkIndicator(sli, { registry, collected: { ...collected, notes: [] } });
  }
  checkUnusedAlerting(registry, collected);
}

/**
 * Reads one OpenSLO object. What others refer to is kept in the registry at once; an SLO is returned as a second step,
 * since what it refers to may stand in a later document or file.
 */
export function readOpenSlo(
  node: Node,
  dialect: OpenSloDialect,
  registry: Registry,
  collected: Collected,
): (() => void) | undefined {
  const { problems, notes } = collected;
  const kinds = dialect === 'openslo/v1' ? v1.kinds : v2alpha.kinds;
  const kind = textOf(node, 'kind') ?? '';
  const report: Report =
    dialect === 'openslo/v1'
      ? { problems }
      : { problems, ignored: (owner, field, at) => notes.push(note('field-ignored', at, { owner, field })) };
  if (!isKind(kind)) {
    const known = Object.keys(kinds);
    const values = { dialect, kind: kind === '' ? '""' : `"${kind}"`, known: known.join(', ') };
    problems.push(problem('unknown-kind', node.at, { ...values, suggestion: didYouMean(kind, known) }));
    return undefined;
  }
  if (kind === 'SLO') {
    const slo =
      dialect === 'openslo/v1' ? v1.kinds.SLO.read(node, 'SLO', report) : readV2Slo(node, report, collected);
    return slo && (() => readSlo(slo, dialect, registry, collected));
  }
  if (kind === 'SLI') {
    const read = dialect === 'openslo/v1' ? v1.kinds.SLI.read(node, 'SLI', report) : readV2Sli(node, report);
    if (read) registry.add('SLI', read.metadata.name, read.spec);
    return undefined;
  }
  const read = v1.kinds[kind].read(node, kind, report);
  if (!read) return undefined;
  if (kind === 'Service') registry.add(kind, read.metadata.name, read.metadata);
  else if (read.spec) registry.add(kind, read.metadata.name, read.spec as never);
  return undefined;
}

const isKind = (kind: string): kind is v1.Kind => Object.hasOwn(v1.kinds, kind);

function readV2Slo(node: Node, report: Report, { notes }: Collected): v1.SloObject | undefined {
  const read = v2alpha.kinds.SLO.read(node, 'SLO', report);
  for (const { labels } of read?.spec.objectives.value ?? []) {
    if (labels) notes.push(note('objective-labels', labels.at, {}));
  }
  const slo = read && v2alpha.sloAsV1(read);
  if (read && !slo) {
    const doc = 'the name of the service';
    report.problems.push(
      problem('missing-field', read.spec.at, { owner: 'spec of an SLO', field: 'serviceRef', doc }),
    );
  }
  return slo;
}

function readV2Sli(node: Node, report: Report) {
  const read = v2alpha.kinds.SLI.read(node, 'SLI', report);
  return read && { metadata: read.metadata, spec: v2alpha.sliAsV1(read.spec) };
}
