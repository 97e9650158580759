import { ObservabilityError } from '../errors';

/** OpenTelemetry's advice for `http.server.request.duration`, in seconds (semantic conventions 1.44, stable). */
export const OPENTELEMETRY_DURATION_BOUNDS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/**
 * One ascending list of upper bounds without repeats, in seconds.
 * `place` names the option in the error of a bound that is not a positive, finite number.
 */
export function mergeBounds(place: string, ...lists: readonly (readonly number[])[]): readonly number[] {
  const bounds = [...new Set(lists.flat())];
  for (const bound of bounds) {
    if (!(Number.isFinite(bound) && bound > 0))
      throw new ObservabilityError('OBS_BOUND_INVALID', bound, place);
  }
  if (bounds.length === 0) throw new ObservabilityError('OBS_BOUNDS_EMPTY', place);
  return bounds.sort((a, b) => a - b);
}
