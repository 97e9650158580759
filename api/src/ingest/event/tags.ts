import type { Tag } from '../../store/schema';
import type { ReportFieldError } from './field-errors';
import { asText, isObject } from './read';

const maxTags = 200;
/** Sentry's limits (develop docs, "Event Payloads", tags). */
const maxKey = 200;
const maxValue = 200;

/** Tags come as an object, as pairs, or as `{key, value}` objects. */
function pairsOf(value: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  if (Array.isArray(value)) {
    return value.map((element: unknown) => {
      if (Array.isArray(element)) return [element[0], element[1]];
      return isObject(element) ? [element.key, element.value] : [undefined, undefined];
    });
  }
  return isObject(value) ? Object.entries(value) : undefined;
}

/**
 * The event's tags, then those that follow from its fields and are not set by hand. The first of two equal keys wins;
 * a tag without a key or value, or with a value that is no text, is left out and reported.
 */
export function readTags(
  value: unknown,
  derived: Readonly<Record<string, string | null>>,
  report: ReportFieldError,
): Tag[] {
  const pairs = value === undefined || value === null ? [] : pairsOf(value);
  if (pairs === undefined) report('tags', value, 'neither an object nor a list of pairs');

  const tags = new Map<string, string>();
  for (const [rawKey, rawValue] of pairs ?? []) {
    if (rawValue === undefined || rawValue === null || rawValue === '') continue;
    const key = asText(rawKey, maxKey)?.trim();
    const text = asText(rawValue, maxValue);
    if (key === undefined || key === '' || text === undefined) {
      report('tags', [rawKey, rawValue], 'a tag is a text key with a text value');
    } else if (!tags.has(key)) {
      tags.set(key, text);
    }
  }
  for (const [key, text] of Object.entries(derived)) {
    if (text !== null && !tags.has(key)) tags.set(key, text.slice(0, maxValue));
  }
  return [...tags].slice(0, maxTags).map(([key, text]) => ({ key, value: text }));
}
