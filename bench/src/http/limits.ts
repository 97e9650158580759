import type { VariantName } from './variants';

/** What must hold for {@link GATED}, wherever it is measured: counts, which do not depend on the machine. */
export const INSTRUCTIONS_LIMIT = 5_000;
/** CI holds what was reached, with some room: the limit would let much of a label object's cost pass. */
export const INSTRUCTIONS_GATE = 3_500;
/** With every view on. */
export const GATED = 'ours, both views' satisfies VariantName;
/** What the gate must not let through. */
export const MISTAKE = 'ours, and a label object' satisfies VariantName;

/** Ratios of nanoseconds: printed and marked, but a busy machine must not fail for them. */
export const NANOSECONDS = { mostOfFloor: 1.5, leastNaive: 3, leastPeer: 6 } as const;

/** Two throughputs are told apart by more than so many standard errors, as is usual. */
export const SOCKETS = { errors: 2 } as const;

/** A scrape of so many lines or more: at most so many times as long as copying it, and so many ms without other work. */
export const SCRAPE = { fromLines: 10_000, mostCopies: 2, longestBlock: 20 } as const;
/** Four workers with so many lines each: milliseconds that the primary is held up by a scrape, bytes a worker sends. */
export const CLUSTER = { lines: 100_000, longestBlock: 50, bytesPerWorker: 1_000_000 } as const;
