import type { EventSli, Note, RatioSli, Sli, Slo } from './model';
import { note } from './notes';
import { canonical, readQuery, parsePromql, type QueryTemplate } from './promql';

/**
 * Finds the counts behind an SLI where its queries show them: `total - good` as errors becomes good events; a ratio of two
 * aggregates becomes errors over total, and is then weighted by traffic. Different spellings of one SLO become one.
 */
export function normalise(slo: Slo): { slo: Slo; notes: readonly Note[] } {
  const sli =
    slo.sli.kind === 'events'
      ? withoutDifference(slo.sli)
      : slo.sli.kind === 'ratio'
        ? split(slo.sli)
        : slo.sli;
  const changed = sli.kind !== slo.sli.kind;
  return {
    slo: sli === slo.sli ? slo : { ...slo, sli },
    notes: changed ? [note('ratio-split', slo.position, { slo: slo.name })] : [],
  };
}

function withoutDifference(sli: EventSli): EventSli {
  if (sli.counts !== 'errors') return sli;
  const sides = binary(sli.query, 'Sub');
  if (!sides || canonical(sides.left.promql) !== canonical(sli.total.promql)) return sli;
  return { ...sli, counts: 'good', query: sides.right };
}

function split(sli: RatioSli): Sli {
  const complement = binary(sli.query, 'Sub');
  const inverted = complement?.left.promql.trim() === '1';
  const sides = binary(inverted ? complement.right : sli.query, 'Div');
  if (!sides || sides.left.holes.length === 0 || sides.right.holes.length === 0) return sli;
  const opposite = sli.counts === 'errors' ? 'good' : 'errors';
  return withoutDifference({
    kind: 'events',
    counts: inverted ? opposite : sli.counts,
    query: sides.left,
    total: sides.right,
    counter: true,
  });
}

/** The two sides of a query that is one binary operation without matching modifiers; each side a query of its own. */
function binary(query: QueryTemplate, operator: 'Sub' | 'Div') {
  let node = parsePromql(query.promql).topNode.firstChild;
  while (node?.name === 'ParenExpr') node = node.firstChild;
  const [left, sign, right] = [node?.firstChild, node?.firstChild?.nextSibling, node?.lastChild];
  if (
    node?.name !== 'BinaryExpr' ||
    !left ||
    !right ||
    sign?.name !== operator ||
    sign.nextSibling?.from !== right.from
  )
    return undefined;
  const side = ({ from, to }: { from: number; to: number }) => readQuery(query.text.slice(from, to));
  return { left: side(left), right: side(right) };
}
