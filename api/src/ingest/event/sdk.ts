import { asList, asText, isObject, textOrNull, type JsonObject } from './read';

/** Reads the SDK's description. Some send `packages` as an object or a text: only a list is kept. */
export function readSdk(value: unknown): JsonObject | null {
  if (!isObject(value)) return null;
  const name = textOrNull(value.name, 256);
  if (name === null) return null;
  return {
    name,
    version: textOrNull(value.version, 64),
    integrations: asList(value.integrations).flatMap((one) => asText(one, 256) ?? []),
    packages: asList(value.packages).filter(isObject),
  };
}

const maxPackages = 2000;

/** Reads `modules`, package name to version, from an object or a list of pairs. */
export function readPackages(value: unknown): JsonObject {
  const pairs: [unknown, unknown][] = isObject(value)
    ? Object.entries(value)
    : asList(value).map((pair) => [asList(pair)[0], asList(pair)[1]]);
  return Object.fromEntries(
    pairs.slice(0, maxPackages).flatMap(([name, version]) => {
      const key = asText(name, 256);
      return key ? [[key, asText(version, 256) ?? '']] : [];
    }),
  );
}
