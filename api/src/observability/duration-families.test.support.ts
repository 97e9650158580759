import type { Labels } from './samples.test.support';
import { type Done, otelLabels, type Preset, viewLabels } from './steps.test.support';
import type { Timed } from './timed-requests.test.support';

/** A family of durations: its bounds, and the labels of each request in it. */
export interface DurationFamily {
  readonly name: string;
  readonly bounds: readonly number[];
  readonly labelsOf: (cell: Preset) => Labels;
}

const djangoLatencies = [0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 25, 50, 75];

export const durationFamilies: readonly DurationFamily[] = [
  {
    name: 'http_server_request_duration_seconds',
    bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    labelsOf: otelLabels,
  },
  {
    name: 'django_http_requests_latency_seconds_by_view_method',
    bounds: djangoLatencies,
    labelsOf: viewLabels,
  },
  {
    name: 'django_http_requests_latency_including_middlewares_seconds',
    bounds: djangoLatencies,
    labelsOf: () => ({}),
  },
];

/** A timer of Node's may fire a little early. */
const EARLY_MS = 2;

/** What is known of how long the requests took, in a family's labels. */
export const timed = (
  { labelsOf }: DurationFamily,
  steps: readonly Done[],
  presets: readonly Preset[],
): readonly Timed[] => [
  ...presets.map((preset) => ({ labels: labelsOf(preset), atLeast: 0, atMost: undefined })),
  ...steps.map((step) => ({
    labels: labelsOf(step),
    atLeast: step.takesMs === undefined ? 0 : (step.takesMs - EARLY_MS) / 1000,
    atMost: step.seconds,
  })),
];
