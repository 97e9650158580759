import { scope } from '../scope';

/** Every program has `process_` metrics: with all jobs chosen, only Node.js is meant. */
const ofNode = (metric: string, expr: string) =>
  metric.startsWith('process_')
    ? `(${expr} and on (namespace, job, instance) nodejs_version_info{${scope}})`
    : expr;
/** A gauge of the processes chosen. */
export const gauge = (metric: string) => ofNode(metric, `${metric}{${scope}}`);

/** A counter of theirs, per second. */
export const rate = (metric: string) => ofNode(metric, `rate(${metric}{${scope}}[$__rate_interval])`);

/** Names a series by its process. */
export const instance = '{{instance}}';
