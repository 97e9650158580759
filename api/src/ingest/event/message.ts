import { asText, isObject, textOrNull } from './read';

/** GlitchTip's limit; longer messages are cut. */
export const maxMessageLength = 8192;

export interface Message {
  /** The finished text. */
  readonly formatted: string;
  /** The text with its placeholders, when the SDK sends it. */
  readonly template: string | null;
  readonly params: unknown;
}

/**
 * Reads `logentry` or `message`: a text, or `{formatted, message, params}` (develop docs, "Message Interface").
 *
 * @returns undefined when there is no message.
 */
export function readMessage(value: unknown): Message | undefined {
  if (!isObject(value)) {
    const formatted = asText(value, maxMessageLength);
    return formatted ? { formatted, template: null, params: null } : undefined;
  }
  const template = textOrNull(value.message, maxMessageLength);
  const formatted = asText(value.formatted, maxMessageLength) || template;
  return formatted ? { formatted, template, params: value.params ?? null } : undefined;
}
