import type { VariantName } from './variants';

/** What must hold for {@link GATED}, wherever it is measured: counts, which do not depend on the machine. */
export const INSTRUCTIONS_LIMIT = 5_000;
/** CI holds what was reached: a label object per request would still fit into the limit. */
export const INSTRUCTIONS_GATE = 3_000;
/** With every view on. */
export const GATED = 'ours, both views' satisfies VariantName;
/** What the gate must not let through. */
export const MISTAKE = 'ours, and a label object' satisfies VariantName;

/** Ratios of nanoseconds: printed and marked, but a busy machine must not fail for them. */
export const NANOSECONDS = { mostOfFloor: 1.5, leastNaive: 3, leastPeer: 6 } as const;
