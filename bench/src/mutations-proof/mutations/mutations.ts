import type { Rule, RuleGroup } from '@express-slo-stack/observability/slo';
import { editedOnce, type EditsAt } from './edits';
import { anotherWindow, expressionKinds, scaled } from './expressions';

/** Rules with one fault. */
export interface Mutation {
  /** What was done: `range doubled`. */
  readonly kind: string;
  /** The rule that it was done to, and the result: `slo:total:rate1m: sum(rate(…[2m]))`. */
  readonly description: string;
  /** The number of the rule, counted through all groups. */
  readonly rule: number;
  readonly groups: readonly RuleGroup[];
}

/** What may become of a rule: the rule with a fault, and what differs. */
interface Faulty {
  readonly rule?: Rule;
  readonly difference: string;
}

const waits = ['for', 'keep_firing_for'] as const;

const waiting =
  (factor: number) =>
  (rule: Rule): Faulty[] =>
    'record' in rule
      ? []
      : waits.flatMap((name) => {
          const wait = rule[name];
          if (wait === undefined) return [];
          const changed = scaled(wait, factor);
          return [{ rule: { ...rule, [name]: changed }, difference: `${name}: ${changed}` }];
        });

/** Mutations of a rule as a whole, by their kind. */
const ruleKinds: Readonly<Record<string, (rule: Rule) => readonly Faulty[]>> = {
  'rule dropped': () => [{ difference: 'dropped' }],
  'label changed': (rule) =>
    Object.entries(rule.labels).map(([label, value]) => ({
      rule: { ...rule, labels: { ...rule.labels, [label]: `${value}x` } },
      difference: `${label}: ${value}x`,
    })),
  'wait doubled': waiting(2),
  'wait halved': waiting(0.5),
};

const editing =
  (editsAt: EditsAt) =>
  (rule: Rule): readonly Faulty[] =>
    editedOnce(rule.expr, editsAt).map((expr) => ({ rule: { ...rule, expr }, difference: expr }));

/** All kinds of mutations, for rules that record these series. */
const kindsFor = (
  records: readonly string[],
): Readonly<Record<string, (rule: Rule) => readonly Faulty[]>> => ({
  ...ruleKinds,
  ...Object.fromEntries(Object.entries(expressionKinds).map(([kind, editsAt]) => [kind, editing(editsAt)])),
  'another window read': editing(anotherWindow(records)),
});

export const kindNames: readonly string[] = Object.keys(kindsFor([]));

const nameOf = (rule: Rule) =>
  'record' in rule ? rule.record : [rule.alert, rule.labels['burn']].filter(Boolean).join(' ');

/** Every mutation of an SLO's rules. */
export function mutationsOf(groups: readonly RuleGroup[]): Mutation[] {
  const rules = groups.flatMap((group) => group.rules);
  const records = rules.flatMap((rule) => ('record' in rule ? [rule.record] : []));
  return Object.entries(kindsFor(records)).flatMap(([kind, faultsOf]) =>
    rules.flatMap((rule, number) =>
      faultsOf(rule).map(({ rule: faulty, difference }) => ({
        kind,
        description: `${nameOf(rule)}: ${difference.replace(/\s+/g, ' ')}`,
        rule: number,
        groups: exchanged(groups, rule, faulty),
      })),
    ),
  );
}

const exchanged = (groups: readonly RuleGroup[], old: Rule, faulty: Rule | undefined): RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.flatMap((rule) => (rule !== old ? [rule] : faulty ? [faulty] : [])),
  }));
