import type { Place } from './place';
import { asList, isObject, type JsonObject } from './read';

/** Reads the SDK's description. Some send `packages` as an object or a text: only a list is kept. */
export function readSdk(value: unknown, at: Place): JsonObject | null {
  if (!isObject(value)) {
    if (value !== undefined && value !== null) at.leftOut(undefined, value, 'not an object');
    return null;
  }
  const name = at.text(value, 'name', 256);
  if (name === null) return null;
  return {
    name,
    version: at.text(value, 'version', 64),
    integrations: asList(value.integrations).flatMap(
      (one, index) => at.in('integrations').textOf(index, one, 256) ?? [],
    ),
    packages: asList(value.packages).filter(isObject),
  };
}

const maxPackages = 2000;

/** Reads `modules`, package name to version, from an object or a list of pairs. */
export function readPackages(value: unknown, at: Place): JsonObject {
  const pairs: [unknown, unknown][] = isObject(value)
    ? Object.entries(value)
    : asList(value).map((pair) => [asList(pair)[0], asList(pair)[1]]);
  return Object.fromEntries(
    at.some(pairs, maxPackages).flatMap(([name, version], index) => {
      const key = at.textOf(index, name, 256);
      return key ? [[key, at.textOf(key, version, 256) ?? '']] : [];
    }),
  );
}
