/** The fields that a request changes; undefined when it changes nothing. */
export function changesOf<T extends object>(values: T): T | undefined {
  const changes = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return Object.keys(changes).length === 0 ? undefined : (changes as T);
}
