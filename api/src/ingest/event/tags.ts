import type { Tag } from '../../store/schema';
import type { ReportFieldError } from './field-errors';
import { asText, isObject } from './read';

const maxTags = 200;
/** Sentry's limits (develop docs, "Event Payloads", tags). */
const maxKey = 200;
const maxValue = 200;

/** Tags that searches go by: the event's field counts, whatever a tag of its own says. */
const reserved = ['release', 'environment'];

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

  const own = new Map<string, string>();
  for (const [rawKey, rawValue] of pairs ?? []) {
    if (rawValue === undefined || rawValue === null || rawValue === '') continue;
    const key = asText(rawKey, maxKey)?.trim();
    const text = asText(rawValue, maxValue);
    if (key === undefined || key === '' || text === undefined) {
      report('tags', [rawKey, rawValue], 'a tag is a text key with a text value');
    } else if (!own.has(key)) {
      own.set(key, text);
      if (typeof rawKey === 'string' && rawKey.length > maxKey) {
        report('tags', rawKey, `a key cut to ${maxKey} characters`, 'value_too_long');
      }
      if (typeof rawValue === 'string' && rawValue.length > maxValue) {
        report(`tags.${key}`, rawValue, `cut to ${maxValue} characters`, 'value_too_long');
      }
    }
  }
  for (const key of reserved) {
    const [mine, fields] = [own.get(key), derived[key]];
    if (mine === undefined || !fields || mine === fields) continue;
    report(`tags.${key}`, mine, `the event's ${key} is another`);
    own.delete(key);
  }
  const missing = Object.entries(derived).flatMap(([key, text]): [string, string][] =>
    text === null || own.has(key) ? [] : [[key, text.slice(0, maxValue)]],
  );
  // Room for those that follow from fields is kept: searches and environments go by them.
  const room = maxTags - missing.length;
  if (own.size > room) report('tags', `${own.size} tags`, `cut to the first ${room}`, 'value_too_long');
  const kept = [...own].slice(0, room);
  return [...kept, ...missing].map(([key, value]) => ({ key, value }));
}
