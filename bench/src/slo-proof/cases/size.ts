import type { RuleGroup } from '@express-slo-stack/observability/slo';
import { slothRules } from '../../peers/sloth';
import { ours, theirs } from '../ours';
import type { Row } from '../row';

/** Mimir's limit. */
const most = 20;

/** Rules per group, and whether a rule that reads a record comes after the rule that records it. */
export function sizeRow(): Row {
  const { groups } = ours();
  return {
    case: 'rules per group',
    truth: `at most ${most}, in evaluation order`,
    sloth: show(slothRules(theirs(), '30s')),
    ours: show(groups),
    holds: groups.every(({ rules }) => rules.length <= most) && inOrder(groups),
  };
}

const show = (groups: readonly RuleGroup[]) =>
  `${groups.map(({ rules }) => rules.length).join('/')}, ${inOrder(groups) ? 'in order' : 'out of order'}`;

/** Whether no rule reads what a later rule of its own group, or of a later group, records. */
export function inOrder(groups: readonly RuleGroup[]): boolean {
  const rules = groups.flatMap((group) => group.rules);
  return rules.every(({ expr }, index) =>
    rules.slice(index).every((later) => !('record' in later && names(expr).has(later.record))),
  );
}

const names = (expr: string) => new Set(expr.match(/[a-zA-Z_:][\w:]*/g));
