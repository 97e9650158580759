import type { Place } from './place';
import { asList, asText, isObject, truncate } from './read';

/** GlitchTip's limit; longer messages are cut. */
export const maxMessageLength = 8192;

export interface Message {
  /** The finished text. */
  readonly formatted: string;
  /** The text with its placeholders, when the SDK sends it. */
  readonly template: string | null;
  readonly params: unknown;
}

const placeholder = /%[sdif]/g;
const maxPlaceholders = 100;

/** Fills `%s` and its like from a list of parameters, as the SDK would have. */
function fill(template: string, params: unknown): string {
  const values = asList(params).slice(0, maxPlaceholders);
  let next = 0;
  return template.replace(placeholder, (found) => {
    if (next >= values.length) return found;
    const value = values[next++];
    return asText(value) ?? JSON.stringify(value) ?? found;
  });
}

/**
 * Reads `logentry` or `message`: a text, or `{formatted, message, params}` (develop docs, "Message Interface").
 *
 * @returns undefined when there is no message.
 */
export function readMessage(value: unknown, at: Place): Message | undefined {
  if (!isObject(value)) {
    const formatted = at.textOf('', value, maxMessageLength);
    return formatted ? { formatted, template: null, params: null } : undefined;
  }
  const template = at.text(value, 'message', maxMessageLength);
  const filled = template === null ? undefined : truncate(fill(template, value.params), maxMessageLength);
  const formatted = at.text(value, 'formatted', maxMessageLength) ?? filled;
  return formatted ? { formatted, template, params: value.params ?? null } : undefined;
}
