import { decoderSlots, storingMemory } from '../bounds';
import type { Config } from './settings';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What the program takes before its first request: outside of V8's heap (code, stacks, libraries), and in it. */
const program = { outside: 64 * mebibyte, heap: 48 * mebibyte };
/** A decoder's largest window and its tables. */
const decoderBytes = 8 * mebibyte;
/** An open connection: outside of the heap (socket, what is read ahead), and its objects. */
const connection = { outside: 32 * kibibyte, heap: 8 * kibibyte };
/** A remembered key. */
const keyBytes = 512;
const mebibytes = (bytes: number) => Math.ceil(bytes / mebibyte);

export type MemoryConfig = Pick<
  Config,
  | 'BODY_MEMORY_BYTES'
  | 'MAX_ENVELOPE_BYTES'
  | 'MAX_EVENT_BYTES'
  | 'MAX_CONNECTIONS'
  | 'PROJECT_KEY_CACHE_SIZE'
>;

/** One part of the memory that the API may use. */
export interface MemoryPart {
  /** What it is for, with the settings that decide it. */
  readonly what: string;
  readonly bytes: number;
}

/** What V8's heap holds when every bound is reached, by its parts. Bytes. */
export function heapNeed(config: MemoryConfig): MemoryPart[] {
  return [
    { what: 'the program', bytes: program.heap },
    { what: 'events being stored (MAX_EVENT_BYTES)', bytes: storingMemory(config) },
    { what: 'remembered keys (PROJECT_KEY_CACHE_SIZE)', bytes: 2 * config.PROJECT_KEY_CACHE_SIZE * keyBytes },
    { what: 'connections (MAX_CONNECTIONS)', bytes: config.MAX_CONNECTIONS * connection.heap },
  ];
}

/**
 * The memory of the process when every bound is reached, by its parts. Bytes. The embedded database is a process of
 * its own, and not in it.
 *
 * @param heapLimit V8's limit, as set by `--max-old-space-size`: garbage fills the heap up to it.
 */
export function memoryNeed(config: MemoryConfig, heapLimit: number): MemoryPart[] {
  return [
    { what: "V8's heap (--max-old-space-size)", bytes: heapLimit },
    { what: 'bodies (BODY_MEMORY_BYTES)', bytes: config.BODY_MEMORY_BYTES },
    {
      what: `${decoderSlots} decoders (MAX_ENVELOPE_BYTES)`,
      bytes: decoderSlots * (decoderBytes + 2 * config.MAX_ENVELOPE_BYTES),
    },
    { what: 'connections (MAX_CONNECTIONS)', bytes: config.MAX_CONNECTIONS * connection.outside },
    { what: 'events on their way to the database', bytes: storingMemory(config) / 6 },
    { what: 'the program', bytes: program.outside },
  ];
}

/** The sum of the parts. Bytes. */
export const sumOf = (parts: readonly MemoryPart[]): number =>
  parts.reduce((sum, { bytes }) => sum + bytes, 0);

const listOf = (parts: readonly MemoryPart[]) =>
  parts.map(({ what, bytes }) => `${mebibytes(bytes)} MiB for ${what}`).join(', ');

/** What the process has. */
export interface MemoryGiven {
  /** V8's heap limit. Bytes. */
  readonly heapLimit: number;
  /** What the container or system leaves to the process; undefined for no limit. Bytes. */
  readonly containerLimit: number | undefined;
}

/** What is too large for the memory that there is, in words; nothing when all fits. */
export function memoryProblems(config: MemoryConfig, { heapLimit, containerLimit }: MemoryGiven): string[] {
  const heap = heapNeed(config);
  const all = memoryNeed(config, heapLimit);
  const problems = [];
  if (sumOf(heap) > heapLimit) {
    problems.push(
      `V8's heap may grow to ${mebibytes(heapLimit)} MiB, but the settings need ${mebibytes(sumOf(heap))} MiB of it: ` +
        `${listOf(heap)}. Raise --max-old-space-size, or lower a setting that is named.`,
    );
  }
  if (containerLimit !== undefined && sumOf(all) > containerLimit) {
    problems.push(
      `The container has ${mebibytes(containerLimit)} MiB of memory, but the settings need ${mebibytes(sumOf(all))} MiB: ` +
        `${listOf(all)}. Give the container more, or lower a setting that is named.`,
    );
  }
  return problems;
}
