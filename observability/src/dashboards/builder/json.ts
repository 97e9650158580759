import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { mark } from '../../slo/mark';

/** How the file of a generated dashboard begins: JSON has no comments, so the mark begins the description. */
export const firstLines = `{\n  "description": "${mark}`;

/** What the SDK writes for every variable, annotation and link, though only other kinds of them have a use for it. */
const noise = new Set([
  'auto',
  'auto_min',
  'auto_count',
  'allowCustomValue',
  'skipUrlSync',
  'placement',
  'builtIn',
]);

/**
 * Writes a dashboard as JSON: without the SDK's noise, with an id for every panel (the SDK gives none, and 0 to every
 * row), and first of all the line that says what generated it.
 */
export function toJson(dashboard: Dashboard, description: string): string {
  const { panels = [], ...rest } = dashboard;
  const generated = `${mark}: change the specifications or observability/src/dashboards, not this dashboard.`;
  const whole = {
    description: `${generated} ${description}`,
    ...rest,
    panels: panels.map((panel, index) => ({ ...panel, id: index + 1 })),
  };
  const text = JSON.stringify(whole, (key, value: unknown) => (noise.has(key) ? undefined : value), 2);
  return `${text}\n`;
}
