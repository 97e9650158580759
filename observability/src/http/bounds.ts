/** OpenTelemetry's advice for `http.server.request.duration`, in seconds (semantic conventions 1.44, stable). */
export const OPENTELEMETRY_DURATION_BOUNDS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/** One ascending list of upper bounds without repeats. */
export const mergeBounds = (...lists: readonly (readonly number[])[]): readonly number[] =>
  [...new Set(lists.flat())].sort((a, b) => a - b);
