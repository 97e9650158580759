import { scope } from '../../service/scope';

/** A metric of the processes chosen. */
export const gauge = (metric: string, ...matchers: readonly string[]): string =>
  `${metric}{${[scope, ...matchers].join(', ')}}`;

/** A counter per second. */
export const rate = (metric: string, ...matchers: readonly string[]): string =>
  `rate(${gauge(metric, ...matchers)}[$__rate_interval])`;

/** A counter's growth over what fits the scrapes. */
export const increase = (metric: string, ...matchers: readonly string[]): string =>
  `increase(${gauge(metric, ...matchers)}[$__rate_interval])`;

/** How much a counter grew in the time that the dashboard shows: one number, asked for at its end. */
export const increaseShown = (metric: string, ...matchers: readonly string[]): string =>
  `increase(${gauge(metric, ...matchers)}[$__range])`;

/** By rule group, without the path of its file. */
export const byGroup = (expr: string): string =>
  `sum by (group) (label_replace(${expr}, "group", "$1", "rule_group", ".*;(.*)"))`;
