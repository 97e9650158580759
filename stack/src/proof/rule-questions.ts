import type { Rule, RuleFile } from './files';
import { operandsOf } from './operands';
import type { Question } from './question';

/** What rules ask: the expression of a record, and of an alert what it compares, for while all is well no alert has data. */
export function ruleQuestions({ file, groups }: RuleFile): readonly Question[] {
  return groups.flatMap(({ rules }) => rules.flatMap((rule) => questionsOf(file, rule)));
}

function questionsOf(from: string, rule: Rule): readonly Question[] {
  if ('record' in rule) return [{ kind: 'record', from, title: rule.record, exprs: [rule.expr] }];
  const burn = rule.labels?.['burn'];
  const title = burn === undefined ? rule.alert : `${rule.alert} ${burn}`;
  return operandsOf(rule.expr).map((expr) => ({ kind: 'alert', from, title, exprs: [expr] }));
}
