import type { Dashboard, DataSourceRef, Variable } from '../dashboards';
import { selectorsOf } from '../promql';
import type { Rule } from './rule';

const onTimeRangeChange = 2;

/** Whether something asks the data source that the viewer chose. */
export const asksTheChosen = (datasource: DataSourceRef | undefined): boolean =>
  datasource?.type === 'prometheus' && datasource.uid === '${datasource}';

const variablesOf = ({ templating }: Dashboard, type: string) =>
  templating.list.filter((variable) => variable.type === type);

const queryOf = ({ query }: Variable) => (typeof query === 'string' ? query : query.query);

/** The rules on a dashboard as a whole and on its variables. */
export const dashboardRules: readonly Rule[] = [
  {
    name: 'template-datasource-rule',
    check: (dashboard) => {
      const [variable, ...more] = variablesOf(dashboard, 'datasource');
      const { name, label, query } = variable ?? {};
      const right = name === 'datasource' && label === 'Data Source' && query === 'prometheus';
      return right && more.length === 0
        ? []
        : [{ message: 'needs exactly one data source variable: "datasource", labelled "Data Source"' }];
    },
  },
  targetVariable('template-job-rule', 'job', 'Job'),
  targetVariable('template-instance-rule', 'instance', 'Instance'),
  {
    name: 'template-label-promql-rule',
    check: (dashboard) =>
      variablesOf(dashboard, 'query').flatMap((variable) => {
        const selector = /^label_values\((.+), *\w+\)$/s.exec(queryOf(variable))?.[1];
        return selector !== undefined && parses(selector)
          ? []
          : [
              {
                at: variable.name,
                message: 'is no label_values(selector, label) with a selector that parses',
              },
            ];
      }),
  },
  {
    name: 'template-on-time-change-reload-rule',
    check: (dashboard) =>
      variablesOf(dashboard, 'query')
        .filter(({ refresh }) => refresh !== onTimeRangeChange)
        .map(({ name }) => ({ at: name, message: 'is not read anew when the time range changes' })),
  },
  {
    name: 'uneditable-dashboard',
    check: ({ editable }) =>
      editable ? [{ message: 'can be edited in Grafana, where the next provisioning undoes it' }] : [],
  },
];

/** The viewer can narrow a dashboard to any of its jobs or instances, and to all of them. */
function targetVariable(rule: string, name: string, label: string): Rule {
  return {
    name: rule,
    check: ({ templating }) => {
      const variable = templating.list.find((one) => one.name === name);
      if (variable === undefined) return [{ message: `has no variable "${name}"` }];
      const right =
        variable.type === 'query' &&
        variable.label === label &&
        variable.multi === true &&
        variable.allValue === '.+' &&
        asksTheChosen(variable.datasource);
      return right
        ? []
        : [{ at: name, message: `is not labelled "${label}", for several at once, with ".+" for all` }];
    },
  };
}

/** Whether a query parses, with Grafana's variables in it. */
export function parses(query: string): boolean {
  try {
    selectorsOf(query);
    return true;
  } catch {
    return false;
  }
}
