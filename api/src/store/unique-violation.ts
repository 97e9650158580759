const uniqueViolation = '23505';

/** True when a row could not be written because another one has its unique value. */
export const isUniqueViolation = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === uniqueViolation;
