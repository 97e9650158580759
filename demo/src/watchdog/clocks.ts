import type { MonitoringUrls } from './read-configuration';

/**
 * Clocks that differ by more are reported, in seconds. Alertmanager takes an alert that ends in its own past as resolved,
 * and never notifies it: Prometheus lets alerts end four minutes after it sent them.
 */
export const REPORTED_DIFFERENCE_SECONDS = 30;

/**
 * How many seconds Alertmanager's clock is ahead of Prometheus's, from the `Date` of an answer of each; exact to a second
 * or two. Rejects when one does not answer or does not say.
 */
export async function clockDifference({ prometheusUrl, alertmanagerUrl }: MonitoringUrls): Promise<number> {
  const [prometheus, alertmanager] = await Promise.all([
    aheadOfUs(`${prometheusUrl}/-/healthy`),
    aheadOfUs(`${alertmanagerUrl}/-/healthy`),
  ]);
  return Math.round(alertmanager - prometheus);
}

async function aheadOfUs(url: string): Promise<number> {
  const before = Date.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  await response.arrayBuffer();
  const theirs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new Error(`GET ${url}: ${response.status} without a date`);
  return (theirs - (before + Date.now()) / 2) / 1000;
}
