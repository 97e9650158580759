import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { MemoryGiven } from './memory-need';

/** The limits that this process runs under. */
export function memoryGiven(): MemoryGiven {
  const limit = process.constrainedMemory();
  return {
    heapLimit: getHeapStatistics().heap_size_limit,
    // Without a limit Node reports none, or a number beyond all memory.
    containerLimit: limit > 0 && limit < totalmem() ? limit : undefined,
  };
}
