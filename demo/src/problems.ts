import type { z } from 'zod';

const quoted = (value: unknown): string =>
  value === undefined ? 'missing' : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/**
 * What a schema found wrong, one sentence per problem: place, offending value, what is allowed.
 * @param whole the value that was checked, to quote from
 */
export function problemsIn(error: z.ZodError, whole: unknown): string[] {
  return error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    const place = issue.path.length === 0 ? 'the body' : issue.path.map(String).join('.');
    return `${place} is ${quoted(valueAt(whole, issue.path))}: ${issue.message}`;
  });
}
