import { projectFiles, readProjectYaml } from './project';

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

/** Every rule file of the project. */
export const ruleFiles = projectFiles('prometheus/rules', '.yml');

/** Every rule group of the project. */
export const ruleGroups: readonly RuleGroup[] = ruleFiles.flatMap(
  (file) => readProjectYaml<{ groups: readonly RuleGroup[] }>(file).groups,
);

const rules = ruleGroups.flatMap((group) => group.rules);

export type Alert = Rule & { readonly alert: string };

export const alerts = rules.filter((rule): rule is Alert => rule.alert !== undefined);

/** The names of all recorded series. */
export const recordedNames: ReadonlySet<string> = new Set(rules.flatMap(({ record }) => record ?? []));

export const expressions: readonly { readonly name: string; readonly expr: string }[] = rules.map((rule) => ({
  name: rule.record ?? rule.alert ?? '',
  expr: rule.expr,
}));
