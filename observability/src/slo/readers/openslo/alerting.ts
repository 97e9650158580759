import { decimal } from '../../decimal';
import { promDuration } from '../../duration';
import { problem, type Problem } from '../../errors';
import type { Alerting, BurnPair, Severity } from '../../model';
import { note } from '../../notes';
import type { Collected } from '../reading';
import { parseShorthand, shorthandExpected, shorthandSeconds } from '../shorthand';
import { didYouMean, type At, type ReadBy } from '../yaml/schema';
import { checkAlertText } from '../common/templates';
import { exactlyOneOf } from '../common/exactly-one';
import type { Registry } from './registry';
import type { AlertPolicySpec, alertConditionSpec, SloSpec } from './v1';

/** OpenSLO leaves severities free; these are the words in use for the two that we have. */
const severities: Readonly<Record<string, Severity>> = {
  page: 'page',
  critical: 'page',
  high: 'page',
  sev1: 'page',
  p1: 'page',
  ticket: 'ticket',
  warning: 'ticket',
  medium: 'ticket',
  low: 'ticket',
  sev2: 'ticket',
  sev3: 'ticket',
  p2: 'ticket',
  p3: 'ticket',
};

/** The label that carries the names of the notification targets to Alertmanager. */
export const targetLabel = 'notification_target';

/** The workbook's ratio of the long window to the short one. */
const shortWindows = 12;

type ConditionSpec = ReadBy<typeof alertConditionSpec>;

/** Reads the alert policies of an SLO. Without any, the workbook's four pairs are used. */
export function readAlerting(
  { alertPolicies }: SloSpec,
  registry: Registry,
  collected: Collected,
): Pick<Alerting, 'pairs' | 'noData'> {
  const policies = (alertPolicies?.value ?? []).flatMap((item) => {
    const { alertPolicyRef, spec } = item;
    if ((alertPolicyRef === undefined) === (spec === undefined)) {
      collected.problems.push(exactlyOneOf(item.at, 'the alert policy', { alertPolicyRef, spec }));
      return [];
    }
    return (
      spec ?? (alertPolicyRef && registry.resolve('AlertPolicy', 'alertPolicyRef', alertPolicyRef)) ?? []
    );
  });
  if (!alertPolicies || policies.length === 0) return {};
  const pairs = policies.flatMap((policy) => readPolicy(policy, registry, collected));
  if (pairs.length === 0 && policies.every(({ alertWhenBreaching }) => alertWhenBreaching?.value === false)) {
    const reason = 'no policy has "alertWhenBreaching: true"';
    collected.notes.push(note('no-burn-alerts', alertPolicies.at, { reason }));
  }
  const noData = policies.some(({ alertWhenNoData }) => alertWhenNoData?.value !== false);
  return { pairs, ...(!noData && { noData }) };
}

/** Checks the policies and conditions that no SLO uses. */
export function checkUnusedAlerting(registry: Registry, collected: Collected): void {
  const unnoted = { ...collected, notes: [] };
  for (const policy of registry.unused('AlertPolicy')) readPolicy(policy, registry, unnoted);
  for (const condition of registry.unused('AlertCondition')) readCondition(condition, unnoted);
}

function readPolicy(policy: AlertPolicySpec, registry: Registry, collected: Collected): BurnPair[] {
  const { conditions, notificationTargets, alertWhenBreaching, alertWhenResolved } = policy;
  const { problems, notes } = collected;
  if (conditions.value.length !== 1) {
    const values = { field: 'conditions', count: conditions.value.length, expected: 'exactly one item' };
    problems.push(problem('item-count', conditions.at, values));
  }
  if (notificationTargets.value.length === 0) {
    const values = { field: 'notificationTargets', count: 0, expected: 'at least one item' };
    problems.push(problem('item-count', notificationTargets.at, values));
  }
  if (alertWhenResolved?.value) notes.push(note('resolved-by-alertmanager', alertWhenResolved.at, {}));
  const targets = readTargets(policy, registry, problems);
  const labels: BurnPair['labels'] = targets.length > 0 ? { [targetLabel]: targets.join(',') } : undefined;
  const [item] = conditions.value;
  if (!item) return [];
  const { conditionRef, operator, spec } = item;
  if (operator) {
    const reason = 'a policy has one condition';
    notes.push(note('field-unused', operator.at, { field: 'operator', reason }));
  }
  if ((conditionRef === undefined) === (spec === undefined)) {
    problems.push(exactlyOneOf(item.at, 'the condition', { conditionRef, spec }));
    return [];
  }
  const condition =
    spec ?? (conditionRef && registry.resolve('AlertCondition', 'conditionRef', conditionRef));
  const pair = condition && readCondition(condition, collected);
  return pair && alertWhenBreaching?.value !== false ? [{ ...pair, ...(labels && { labels }) }] : [];
}

function readTargets(
  { notificationTargets }: AlertPolicySpec,
  registry: Registry,
  problems: Problem[],
): string[] {
  return notificationTargets.value.flatMap((item) => {
    const { targetRef, spec, metadata } = item;
    if ((targetRef === undefined) === (spec === undefined)) {
      problems.push(exactlyOneOf(item.at, 'the notification target', { targetRef, spec }));
      return [];
    }
    if (spec) {
      const name = metadata?.name ?? spec.target;
      checkAlertText('target', name, problems);
      return [name.value];
    }
    if (!targetRef) return [];
    const effect = 'its name alone goes onto the alerts';
    registry.expect('AlertNotificationTarget', 'targetRef', targetRef, effect);
    return [targetRef.value];
  });
}

function readCondition(
  { at, severity, condition }: ConditionSpec,
  collected: Collected,
): BurnPair | undefined {
  const { problems, notes } = collected;
  const { op, threshold, lookbackWindow, alertAfter } = condition;
  const known = severities[severity.value.toLowerCase()];
  if (!known) {
    problems.push(
      problem('unknown-value', severity.at, {
        field: 'severity',
        value: `"${severity.value}"`,
        known: 'page, ticket (or critical, warning, sev1, sev2, p1, p2)',
        suggestion: didYouMean(severity.value, Object.keys(severities)),
      }),
    );
  }
  if (op?.value === 'lt' || op?.value === 'lte') {
    const instead = op.value === 'lt' ? 'gt' : 'gte';
    problems.push(problem('condition-turned', op.at, { op: op.value, instead }));
  }
  const burn = decimal(threshold.value);
  if (burn.lte(0)) {
    const values = { field: 'threshold', value: threshold.value, range: 'the burn rates above 0' };
    problems.push(
      problem('out-of-range', threshold.at, { ...values, remedy: 'write a burn rate, such as 14.4' }),
    );
  }
  const longSeconds = readSeconds('lookbackWindow', lookbackWindow, problems);
  const forSeconds =
    alertAfter && !/^0+[mhdw]?$/.test(alertAfter.value) ? readSeconds('alertAfter', alertAfter, problems) : 0;
  if (!known || longSeconds === undefined || forSeconds === undefined || burn.lte(0)) return undefined;
  const shortSeconds = longSeconds / shortWindows;
  const [long, short] = [promDuration(longSeconds), promDuration(shortSeconds)];
  notes.push(note('pair-from-condition', lookbackWindow.at, { long, short }));
  return {
    severity: known,
    longSeconds,
    shortSeconds,
    burn,
    position: at,
    ...(forSeconds > 0 && { forSeconds }),
  };
}

function readSeconds(field: string, { value, at }: At<string>, problems: Problem[]): number | undefined {
  const shorthand = parseShorthand(value);
  if (shorthand) return shorthandSeconds(shorthand);
  problems.push(problem('invalid-duration', at, { field, value: `"${value}"`, expected: shorthandExpected }));
  return undefined;
}
