import { httpErrors } from '../../http/http-error';
import type { Condition } from './conditions';
import { isUnsupported, tagTerm, terms } from './terms';
import { wordsOf, type Word } from './words';

/** What an issue must be like to be found. */
export interface IssueSearch {
  readonly conditions: readonly Condition[];
  /** 32 hexadecimal digits: the issue of this very event. */
  readonly eventId?: string;
}

const eventIdForm = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const supported = `${Object.keys(terms).join(', ')}, and any tag`;

function conditionOf(word: Word, now: Date): Condition {
  if (word.kind === 'text') return { kind: 'text', isNegated: false, any: [word.pattern] };
  const { typed, key, values, isNegated } = word;
  if (isUnsupported(key)) {
    throw httpErrors.badRequest(`Search term ${typed}: not supported; supported are ${supported}`);
  }
  const term = (Object.hasOwn(terms, key) ? terms[key] : undefined) ?? tagTerm(key);
  const condition = term.conditionOf(values, now);
  if (condition === undefined)
    throw httpErrors.badRequest(`Search term ${typed}: ${key} takes ${term.takes}`);
  return { ...condition, isNegated };
}

/**
 * Reads an issue search in Sentry's language (docs/api.md): `key:value`, `!key:value`, `key:[a,b]`, `*`, and text; or one
 * event id by itself.
 *
 * @throws HttpError 400 that names the term and what is supported.
 */
export function parseSearch(query: string, now: Date): IssueSearch {
  const trimmed = query.trim();
  if (eventIdForm.test(trimmed)) {
    return { conditions: [], eventId: trimmed.replaceAll('-', '').toLowerCase() };
  }
  return { conditions: wordsOf(trimmed).map((word) => conditionOf(word, now)) };
}
