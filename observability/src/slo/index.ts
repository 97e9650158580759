export { compileSlo, fileStem, planSlo, type CompiledSlo, type PlannedSlo } from './compile';
export { decimal, plain, type Decimal } from './decimal';
export { latencyBounds } from './latency-bounds';
export * from './model';
export {
  baseSeconds,
  budgetIntervalSeconds,
  defaultOptions,
  intervalSeconds,
  severityNames,
  type CompileOptions,
  type Naming,
} from './options';
export { checkTypes, labelText, parsePromql, selectorsOf, type Matcher, type SyntaxNode } from './promql';
export { checkTemplate } from './templates';
export { minimumErrors } from './rules/alerts/enough-errors';
export { infoNames, recordNames } from './rules/identity';
export type { AlertingRule, RecordingRule, Rule, RuleGroup } from './rules/rule';
export { ruleTestNotes, ruleTests, type RuleTests } from './rule-tests/files';
export { predict, predictPair, type PairPrediction } from './explain/predict';
export { planWindows, type PlannedPair, type WindowPlan } from './windows/plan';
export { toYaml } from './yaml';
export { readSpecifications, writeOpenSlo, type SpecifiedSlo } from './readers';
