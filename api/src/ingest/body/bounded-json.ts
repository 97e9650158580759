import { parseExact } from './exact-integers';

/** Limits on one JSON document, checked before it is parsed. */
export interface JsonLimits {
  /** Deepest nesting of arrays and objects. */
  readonly depth: number;
  /** Most values: objects, arrays and what they hold; keys are not values. */
  readonly values: number;
}

/** SDKs cut at depth 3 to 10 and send a few thousand values; PostgreSQL's own jsonb parser is recursive. */
export const jsonLimits: JsonLimits = { depth: 100, values: 100_000 };

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

const quote = 0x22;
const backslash = 0x5c;
/** What a byte outside a text does: 1 opens, 2 closes, 3 separates, 4 is blank. A table, since this runs for every byte. */
const role = new Uint8Array(256);
for (const [characters, value] of [
  ['[{', 1],
  [']}', 2],
  [',', 3],
  [' \t\r\n', 4],
] as const) {
  for (const character of characters) role[character.charCodeAt(0)] = value;
}

/** Whether the array or object that opens at `index` holds anything. */
function holdsValue(bytes: Buffer, index: number): boolean {
  let next = index + 1;
  while (role[bytes[next] ?? 0] === 4) next += 1;
  return role[bytes[next] ?? 0] !== 2;
}

function excess(bytes: Buffer, limits: JsonLimits): string | undefined {
  let depth = 0;
  let values = 1;
  let inText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) {
      inText = !inText;
    } else if (inText) {
      if (byte === backslash) index += 1;
    } else if (role[byte] === 1) {
      depth += 1;
      if (depth > limits.depth) return `JSON nested deeper than ${limits.depth} levels`;
      if (holdsValue(bytes, index)) values += 1;
    } else if (role[byte] === 2) {
      depth -= 1;
    } else if (role[byte] === 3) {
      values += 1;
    }
    if (values > limits.values) return `JSON with more than ${limits.values} values`;
  }
  return undefined;
}

/**
 * Parses JSON whose depth and size are bounded by one pass over its bytes, so that neither the parse nor anything
 * recursive after it can be made to overflow. Integers keep their digits (`parseExact`).
 */
export function parseBoundedJson(bytes: Buffer, limits: JsonLimits = jsonLimits): ParsedJson {
  const why = excess(bytes, limits);
  if (why !== undefined) return { ok: false, why };
  try {
    return { ok: true, value: parseExact(bytes.toString('utf8')) };
  } catch {
    return { ok: false, why: 'not JSON' };
  }
}
