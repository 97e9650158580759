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
import * as v1alpha from './v1alpha';
import * as v2alpha from './v2alpha';

type OpenSloDialect = Exclude<Dialect, 'sloth' | 'pyrra'>;

/** The dialect of a version of OpenSLO; undefined for others. */
export function openSloDialect(version: string): OpenSloDialect | undefined {
  if (version === 'openslo/v1' || version === 'openslo.com/v1') return 'openslo/v1';
  if (version === v1alpha.apiVersion) return 'openslo/v1alpha';
  return v2alpha.apiVersions.includes(version) ? 'openslo.com/v2alpha' : undefined;
}

interface Version {
  readonly kinds: Readonly<Record<string, unknown>>;
  /** Whether fields that are not known are passed over with a note. */
  readonly isTolerant: boolean;
  /** Reads an SLO to the form of v1; `slis` where each objective has one of its own. */
  readonly slo: (
    node: Node,
    report: Report,
    collected: Collected,
  ) => { readonly slo: v1.SloObject; readonly slis?: readonly v1.SliSpec[] } | undefined;
  readonly sli: (
    node: Node,
    report: Report,
  ) => { readonly metadata: v1.Metadata; readonly spec: v1.SliSpec } | undefined;
}

const versions: Readonly<Record<OpenSloDialect, Version>> = {
  'openslo/v1': {
    kinds: v1.kinds,
    isTolerant: false,
    slo: (node, report) => {
      const slo = v1.kinds.SLO.read(node, 'SLO', report);
      return slo && { slo };
    },
    sli: (node, report) => v1.kinds.SLI.read(node, 'SLI', report),
  },
  'openslo/v1alpha': {
    kinds: v1alpha.kinds,
    isTolerant: false,
    slo: (node, report) => {
      const read = v1alpha.kinds.SLO.read(node, 'SLO', report);
      return read && v1alpha.sloAsV1(read);
    },
    sli: () => undefined,
  },
  'openslo.com/v2alpha': { kinds: v2alpha.kinds, isTolerant: true, slo: readV2Slo, sli: readV2Sli },
};

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
  const { kinds, isTolerant, slo, sli } = versions[dialect];
  const kind = textOf(node, 'kind') ?? '';
  const report: Report = isTolerant
    ? { problems, ignored: (owner, field, at) => notes.push(note('field-ignored', at, { owner, field })) }
    : { problems };
  if (!isKind(kind, kinds)) {
    const known = Object.keys(kinds);
    const values = { dialect, kind: kind === '' ? '""' : `"${kind}"`, known: known.join(', ') };
    problems.push(problem('unknown-kind', node.at, { ...values, suggestion: didYouMean(kind, known) }));
    return undefined;
  }
  if (kind === 'SLO') {
    const read = slo(node, report, collected);
    return read && (() => readSlo(read.slo, dialect, registry, collected, read.slis));
  }
  if (kind === 'SLI') {
    const read = sli(node, report);
    if (read) registry.add('SLI', read.metadata.name, read.spec);
    return undefined;
  }
  const read = v1.kinds[kind].read(node, kind, report);
  if (!read) return undefined;
  if (kind === 'Service') registry.add(kind, read.metadata.name, read.metadata);
  else if (read.spec) registry.add(kind, read.metadata.name, read.spec as never);
  return undefined;
}

const isKind = (kind: string, kinds: Version['kinds']): kind is v1.Kind => Object.hasOwn(kinds, kind);

function readV2Slo(node: Node, report: Report, { notes }: Collected) {
  const read = v2alpha.kinds.SLO.read(node, 'SLO', report);
  if (!read) return undefined;
  for (const { labels } of read.spec.objectives.value) {
    if (labels) notes.push(note('objective-labels', labels.at, {}));
  }
  if (!read.spec.service && !read.spec.serviceRef) {
    const values = { owner: 'spec of an SLO', field: 'serviceRef', doc: 'the name of the service' };
    report.problems.push(problem('missing-field', read.spec.at, values));
  }
  return { slo: v2alpha.sloAsV1(read) };
}

function readV2Sli(node: Node, report: Report) {
  const read = v2alpha.kinds.SLI.read(node, 'SLI', report);
  return read && { metadata: read.metadata, spec: v2alpha.sliAsV1(read.spec) };
}
