import { placed, type PlacedQuery } from '../common/query';
import type { Alert, CamelSlo, FileSpec, KubernetesSpec, SnakeSlo } from './schema';

/** One SLO of either form, with the spelling of its fields gone. */
export interface SlothSlo {
  readonly slo: Pick<SnakeSlo, 'at' | 'name' | 'description' | 'objective' | 'labels'>;
  readonly events?: { readonly errors: PlacedQuery; readonly total: PlacedQuery };
  readonly raw?: PlacedQuery;
  readonly plugin?: NonNullable<SnakeSlo['sli']['plugin']>;
  readonly sliAt: SnakeSlo['at'];
  readonly alerting: {
    readonly name?: NonNullable<SnakeSlo['alerting']>['name'];
    readonly labels?: NonNullable<SnakeSlo['alerting']>['labels'];
    readonly annotations?: NonNullable<SnakeSlo['alerting']>['annotations'];
    readonly page?: Alert;
    readonly ticket?: Alert;
  };
  readonly plugins?: SnakeSlo['plugins'];
}

/** What both forms say of the service. */
export interface SlothService {
  readonly service: FileSpec['service'];
  readonly labels: FileSpec['labels'];
  readonly plugins: FileSpec['slo_plugins'];
  readonly slos: readonly SlothSlo[];
}

/** A `version: prometheus/v1` file. */
export const fromFile = (spec: FileSpec): SlothService => ({
  service: spec.service,
  labels: spec.labels,
  plugins: spec.slo_plugins,
  slos: spec.slos.value.map(fromSnake),
});

/** A `PrometheusServiceLevel` object. */
export const fromKubernetes = ({ spec }: KubernetesSpec): SlothService => ({
  service: spec.service,
  labels: spec.labels,
  plugins: spec.sloPlugins,
  slos: spec.slos.value.map(fromCamel),
});

function fromSnake(slo: SnakeSlo): SlothSlo {
  const { sli, alerting, plugins, slo_plugins: chain } = slo;
  return {
    slo,
    sliAt: sli.at,
    ...(sli.events && {
      events: {
        errors: placed('error_query', sli.events.error_query),
        total: placed('total_query', sli.events.total_query),
      },
    }),
    ...(sli.raw && { raw: placed('error_ratio_query', sli.raw.error_ratio_query) }),
    ...(sli.plugin && { plugin: sli.plugin }),
    alerting: alertingOf(alerting, alerting?.page_alert, alerting?.ticket_alert),
    ...((plugins ?? chain) && { plugins: plugins ?? chain }),
  };
}

function fromCamel(slo: CamelSlo): SlothSlo {
  const { sli, alerting, plugins, sloPlugins: chain } = slo;
  return {
    slo,
    sliAt: sli.at,
    ...(sli.events && {
      events: {
        errors: placed('errorQuery', sli.events.errorQuery),
        total: placed('totalQuery', sli.events.totalQuery),
      },
    }),
    ...(sli.raw && { raw: placed('errorRatioQuery', sli.raw.errorRatioQuery) }),
    ...(sli.plugin && { plugin: sli.plugin }),
    alerting: alertingOf(alerting, alerting?.pageAlert, alerting?.ticketAlert),
    ...((plugins ?? chain) && { plugins: plugins ?? chain }),
  };
}

type Shared = Pick<NonNullable<SnakeSlo['alerting']>, 'name' | 'labels' | 'annotations'>;

const alertingOf = (
  shared: Shared | undefined,
  page: Alert | undefined,
  ticket: Alert | undefined,
): SlothSlo['alerting'] => ({
  ...(shared?.name && { name: shared.name }),
  ...(shared?.labels && { labels: shared.labels }),
  ...(shared?.annotations && { annotations: shared.annotations }),
  ...(page && { page }),
  ...(ticket && { ticket }),
});
