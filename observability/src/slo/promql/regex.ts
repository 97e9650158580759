import { LRUCache } from 'lru-cache';
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { QueryError } from './query-error';

/** Compiles a pattern as Prometheus does: RE2's syntax, anchored at both ends, `.` also for line breaks. */
export const anchored = (pattern: string): RE2JS => RE2JS.compile(`^(?s:${pattern})$`);

/** Throws `QueryError` `query-regex` for a pattern that RE2 does not take; `offset` is where it stands. */
export function checkRegex(pattern: string, offset: number): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  try {
    // By itself first: anchors would complete a pattern such as `)(`.
    RE2JS.compile(pattern);
    const made = anchored(pattern);
    compiled.set(pattern, made);
    return made;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, '');
    throw new QueryError('query-regex', `"${pattern}": ${reason}`, offset);
  }
}

/** The last patterns that were compiled: most SLOs have the same few. */
const compiled = new LRUCache<string, RE2JS>({ max: 64 });

/** Whether a pattern names a group as only the newer RE2 of Prometheus 3 reads it: `(?<name>…)`. */
export const hasNewGroups = (pattern: string): boolean => /\(\?<\w/.test(pattern);
