import type { JsonObject } from './read';

/** U+0000 and lone surrogates: legal in JSON, refused by PostgreSQL's text and jsonb. */
const refused = /\0|\p{Surrogate}/gu;
const mayBeRefused = /[\0\ud800-\udfff]/;

/** The text as PostgreSQL can hold it: U+0000 is left out, a lone surrogate becomes U+FFFD. */
export const cleanText = (text: string): string =>
  mayBeRefused.test(text) ? text.replace(refused, (found) => (found === '\0' ? '' : '\ufffd')) : text;

/**
 * Copies a parsed JSON value so that it can be stored as jsonb and read without harm: clean texts, and no
 * `__proto__` key. The depth is bounded by `parseBoundedJson`.
 */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return value;
  const copy: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key !== '__proto__') copy[cleanText(key)] = cleanJson(inner);
  }
  return copy;
}
