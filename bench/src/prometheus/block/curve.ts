import { uvarint, varint } from './bytes';
import { xorChunk } from './chunk';

/** Samples at even steps, encoded once: series that share a curve cost no second encoding. */
export interface Curve {
  readonly samples: number;
  readonly chunkCount: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** All chunks, one behind the other. */
  readonly chunks: Buffer;
  /** What the index says of the first chunk's length in time, and, relative to it, of the chunks behind it. */
  readonly firstSpanMs: number;
  readonly laterEntries: Buffer;
}

const samplesInChunk = 120;

/** Encodes values that begin at a time and follow each other at even steps, in milliseconds. */
export function curve(startMs: number, stepMs: number, values: ArrayLike<number>): Curve {
  const parts: { bytes: Buffer; spanMs: number }[] = [];
  for (let from = 0; from < values.length; from += samplesInChunk) {
    const some = Array.from(
      { length: Math.min(samplesInChunk, values.length - from) },
      (_, index) => values[from + index] ?? NaN,
    );
    const minMs = startMs + from * stepMs;
    parts.push({ bytes: xorChunk(minMs, stepMs, some), spanMs: (some.length - 1) * stepMs });
  }
  const later = parts
    .slice(1)
    .flatMap(({ spanMs }, index) => [
      ...uvarint(stepMs),
      ...uvarint(spanMs),
      ...varint(parts[index]?.bytes.length ?? 0),
    ]);
  return {
    samples: values.length,
    chunkCount: parts.length,
    minMs: startMs,
    maxMs: startMs + (values.length - 1) * stepMs,
    chunks: Buffer.concat(parts.map(({ bytes }) => bytes)),
    firstSpanMs: parts[0]?.spanMs ?? 0,
    laterEntries: Buffer.from(later),
  };
}
