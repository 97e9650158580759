import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { chosenDatasource } from './query';

/** Which Prometheus is asked: the first variable of every dashboard. */
export const datasourceVariable = (): DatasourceVariableBuilder =>
  new DatasourceVariableBuilder('datasource')
    .label('Data Source')
    .type('prometheus')
    .current({ selected: true, text: 'default', value: 'default' });

export interface LabelVariable {
  readonly name: string;
  /** What the viewer reads above it. */
  readonly title: string;
  /** Its values are those of a label on the series of a selector. */
  readonly label: string;
  readonly of: string;
  /**
   * Several at once and all. What stands for all is `.+`, except where series may lack the label: there it is `.*`.
   */
  readonly all?: '.+' | '.*';
}

/** A variable whose values are those of a label, read anew when the time range changes. */
export function labelVariable({ name, title, label, of, all }: LabelVariable): QueryVariableBuilder {
  const query = `label_values(${of}, ${label})`;
  const variable = new QueryVariableBuilder(name)
    .label(title)
    .datasource(chosenDatasource)
    .query({ qryType: 1, query, refId: name })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NaturalAsc);
  if (all === undefined) return variable;
  return variable
    .multi(true)
    .includeAll(true)
    .allValue(all)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}
