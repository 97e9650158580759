/** Limits on one JSON document, checked before it is parsed. */
export interface JsonLimits {
  /** Deepest nesting of arrays and objects. */
  readonly depth: number;
  /** Most values, keys included. */
  readonly nodes: number;
}

/** SDKs cut at depth 3 to 10 and send a few thousand values; PostgreSQL's own jsonb parser is recursive. */
export const jsonLimits: JsonLimits = { depth: 100, nodes: 100_000 };

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

const quote = 0x22;
const backslash = 0x5c;
/** What a byte outside a text does: 1 opens, 2 closes, 3 separates. A table, since this runs for every byte. */
const role = new Uint8Array(256);
for (const [characters, value] of [
  ['[{', 1],
  [']}', 2],
  [',:', 3],
] as const) {
  for (const character of characters) role[character.charCodeAt(0)] = value;
}

function excess(bytes: Buffer, limits: JsonLimits): string | undefined {
  let depth = 0;
  let nodes = 1;
  let inText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) {
      inText = !inText;
    } else if (inText) {
      if (byte === backslash) index += 1;
    } else if (role[byte] !== 0) {
      depth += role[byte] === 1 ? 1 : role[byte] === 2 ? -1 : 0;
      nodes += role[byte] === 2 ? 0 : 1;
      if (depth > limits.depth) return `JSON nested deeper than ${limits.depth} levels`;
      if (nodes > limits.nodes) return `JSON with more than ${limits.nodes} values`;
    }
  }
  return undefined;
}

/**
 * Parses JSON whose depth and size are bounded by one pass over its bytes, so that neither the parse nor anything
 * recursive after it can be made to overflow.
 */
export function parseBoundedJson(bytes: Buffer, limits: JsonLimits = jsonLimits): ParsedJson {
  const why = excess(bytes, limits);
  if (why !== undefined) return { ok: false, why };
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { ok: false, why: 'not JSON' };
  }
}
