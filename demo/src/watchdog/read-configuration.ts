import { parse } from 'yaml';
import { z } from 'zod';
import { getJson } from '../http/get-json';
import { secondsIn } from './duration';
import { routeSchema, routesFor, type MatchedRoute } from './route';
import type { WatchdogConfiguration } from './timing';

export interface MonitoringUrls {
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
}

const labels = z.record(z.string(), z.coerce.string());
const prometheusFile = z.looseObject({
  global: z.looseObject({ scrape_interval: z.string(), external_labels: labels.optional() }),
  scrape_configs: z
    .array(z.looseObject({ job_name: z.string(), scrape_interval: z.string().optional() }))
    .nullish(),
});
const prometheusRules = z.object({
  data: z.object({
    groups: z.array(
      z.looseObject({
        interval: z.number(),
        rules: z.array(z.looseObject({ name: z.string(), query: z.string(), labels: labels.optional() })),
      }),
    ),
  }),
});
const alertmanagerFile = z.looseObject({
  route: routeSchema,
  receivers: z.array(z.looseObject({ name: z.string(), webhook_configs: z.array(z.unknown()).nullish() })),
});

/**
 * Reads from Prometheus and Alertmanager what they run on: prometheus.yml, the flags, the rules, alertmanager.yml.
 * Rejects with an error that says what could not be read.
 */
export async function readWatchdogConfiguration(urls: MonitoringUrls): Promise<WatchdogConfiguration> {
  const [file, flags, rules, alertmanager] = await Promise.all([
    getJson<{ data: { yaml: string } }>(`${urls.prometheusUrl}/api/v1/status/config`),
    getJson<{ data: Readonly<Record<string, string>> }>(`${urls.prometheusUrl}/api/v1/status/flags`),
    getJson<unknown>(`${urls.prometheusUrl}/api/v1/rules?type=alert`),
    getJson<{ config: { original: string } }>(`${urls.alertmanagerUrl}/api/v2/status`),
  ]);
  const { global, scrape_configs } = prometheusFile.parse(parse(file.data.yaml));
  const { group, rule } = watchdogIn(prometheusRules.parse(rules).data.groups);
  const self = scrape_configs?.find(({ job_name }) => job_name === 'prometheus');
  const [, range = '0'] = /\[([^\]:]+)/.exec(rule.query) ?? [];
  const route = slowestRoute(
    { ...global.external_labels, ...rule.labels, alertname: rule.name },
    alertmanagerFile.parse(parse(alertmanager.config.original)),
  );
  return {
    evaluationSeconds: group.interval,
    resendDelaySeconds: secondsIn(flags.data['rules.alert.resend-delay'] ?? '1m'),
    selfScrapeSeconds: secondsIn(self?.scrape_interval ?? global.scrape_interval),
    rangeSeconds: secondsIn(range),
    groupIntervalSeconds: secondsIn(route.groupInterval),
    repeatIntervalSeconds: secondsIn(route.repeatInterval),
  };
}

function watchdogIn(groups: z.infer<typeof prometheusRules>['data']['groups']) {
  for (const group of groups) {
    const rule = group.rules.find(({ name }) => name === 'Watchdog');
    if (rule !== undefined) return { group, rule };
  }
  throw new Error('Prometheus has no alert named Watchdog');
}

/** An alert may take several routes, and the API hides where webhooks go: the slowest of them pages falsely never. */
function slowestRoute(
  labels: Readonly<Record<string, string>>,
  { route, receivers }: z.infer<typeof alertmanagerFile>,
): MatchedRoute {
  const withWebhook = new Set(
    receivers.filter(({ webhook_configs }) => (webhook_configs ?? []).length > 0).map(({ name }) => name),
  );
  const routes = routesFor(labels, route).filter(({ receiver }) => withWebhook.has(receiver));
  const period = ({ groupInterval, repeatInterval }: MatchedRoute): number =>
    secondsIn(groupInterval) + secondsIn(repeatInterval);
  const [slowest] = [...routes].sort((one, other) => period(other) - period(one));
  if (slowest === undefined) throw new Error('Alertmanager routes the Watchdog to no webhook');
  return slowest;
}
