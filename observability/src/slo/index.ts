export { compileSlo, fileStem, type CompiledSlo } from './compile';
export { decimal, plain, type Decimal } from './decimal';
export * from './model';
export { defaultOptions, severityNames, type CompileOptions, type Naming } from './options';
export type { AlertingRule, RecordingRule, Rule, RuleGroup } from './rules/rule';
export { ruleTests, type RuleTests } from './rule-tests/files';
export { predict, predictPair, type PairPrediction } from './explain/predict';
export { planWindows, type PlannedPair, type WindowPlan } from './windows/plan';
export { toYaml } from './yaml';
