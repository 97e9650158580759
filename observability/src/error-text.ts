import { inspect } from 'node:util';

/** What was thrown, as text. Never throws, though anything may be thrown, also what has no text of its own. */
export function errorText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return inspect(thrown, { depth: 0, customInspect: false });
  }
}
