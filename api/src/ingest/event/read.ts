export type JsonObject = Record<string, unknown>;

/** A JSON object; neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The list, or an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** SDKs send lists as `[…]` or as `{values: […]}`, and at times a single element: all come out as a list. */
export function asValues(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  return 'values' in value ? asList(value.values) : [value];
}

/**
 * A text as SDKs send it: numbers and booleans become text, anything else is undefined.
 *
 * @param max longest result in UTF-16 units; what is longer is cut and ends in `...`.
 */
export function asText(value: unknown, max = Infinity): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? truncate(value, max) : undefined;
}

/** As `asText`, with null for what is missing or empty. */
export const textOrNull = (value: unknown, max?: number): string | null => asText(value, max) || null;

/** A line or column number; also from a text of digits. */
export function integerOrNull(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

export const booleanOrNull = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** Cuts a text to `max` UTF-16 units, never through a character, and marks the cut. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 3;
  const code = text.charCodeAt(end - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}...`;
}
