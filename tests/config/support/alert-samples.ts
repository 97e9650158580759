import { projectFiles, readProjectYaml } from './project';
import { type Alert, alerts } from './rules';

type Labels = Readonly<Record<string, string>>;

/** An alert as it fires. */
export interface AlertSample {
  readonly alert: string;
  readonly labels: Labels;
  readonly dashboardUrl: string;
}

interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test?: readonly {
      readonly alertname: string;
      readonly exp_alerts?: readonly { readonly exp_labels: Labels }[];
    }[];
  }[];
}

/** The labels that alerts have by the unit tests of their rules: those of what their expressions select are among them. */
const tested = projectFiles('prometheus/tests', '.test.yml')
  .flatMap((file) => readProjectYaml<RuleTests>(file).tests)
  .flatMap(({ alert_rule_test: all = [] }) => all)
  .flatMap(({ alertname, exp_alerts = [] }) =>
    exp_alerts.map(({ exp_labels }) => [alertname, exp_labels] as const),
  );

/** Every alert that is sent to somebody, with each set of labels that it is tested with, else with those of its rule. */
export const alertSamples: readonly AlertSample[] = alerts.flatMap((rule) =>
  rule.labels?.['severity'] === 'none' ? [] : labelsOf(rule).map((labels) => sample(rule, labels)),
);

function labelsOf({ alert, labels = {} }: Alert): readonly Labels[] {
  if (labels['slo'] !== undefined) return [labels];
  const all = tested.flatMap(([alertname, found]) => (alertname === alert ? [JSON.stringify(found)] : []));
  return [...new Set(all)].map((text) => JSON.parse(text) as Labels);
}

function sample({ alert, annotations = {} }: Alert, labels: Labels): AlertSample {
  return { alert, labels, dashboardUrl: annotations['dashboard_url'] ?? '' };
}
