import { DatabaseError } from 'pg';

/** What PostgreSQL says about an error, as far as pg passes it on. */
const stateOf = (error: unknown) => (error instanceof DatabaseError ? error : undefined);

const conflicts = ['40001', '40P01'];
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

/** A serialization conflict or a deadlock: the same statement will do at another moment. */
export const isConflict = (error: unknown): boolean => conflicts.includes(stateOf(error)?.code ?? '');

/** Whether the event was there before. */
export const isDuplicateEvent = (error: unknown): boolean =>
  stateOf(error)?.code === uniqueViolation && stateOf(error)?.constraint === 'events_pkey';

/** Whether the project went away between the look-up of its key and now. */
export const isProjectGone = (error: unknown): boolean => stateOf(error)?.code === foreignKeyViolation;
