/** A copy of a JSON value in which one place is different: `changed(dashboard, 'panels.0.title', '')`. */
export function changed<T>(value: T, place: string, to: unknown): T {
  // Not structuredClone: what occurs twice in the value would be changed in both places.
  const copy = JSON.parse(JSON.stringify(value)) as T;
  const keys = place.split('.');
  const last = keys.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const key of keys) {
    const next = at[key];
    if (typeof next !== 'object' || next === null) throw new Error(`there is no ${key} of ${place}`);
    at = next as Record<string, unknown>;
  }
  if (to === undefined) delete at[last];
  else at[last] = to;
  return copy;
}
