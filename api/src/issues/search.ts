import { type IssueStatus, issueStatuses, type Level, levels } from '../store/schema';

/** What an issue must be like to be found. */
export interface IssueSearch {
  status?: IssueStatus;
  level?: Level;
  /** Tags that at least one of its events has; without a value, any value. */
  tags: { key: string; value?: string }[];
  /** Found in title or culprit. */
  text?: string;
  /** 32 hexadecimal digits: the issue of this very event. */
  eventId?: string;
  /** True when the search asks for what cannot be, such as an unknown status. */
  impossible: boolean;
}

const eventIdForm = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
/** Words, with "quotes" around what holds blanks. */
const word = /(?:[^\s"]|"[^"]*")+/g;
const unquoted = (text: string): string => text.replaceAll('"', '');

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T =>
  (values as readonly string[]).includes(value);

type Rule = (search: IssueSearch, value: string) => void;

const rules: Record<string, Rule> = {
  is: (search, value) => {
    if (isOneOf(issueStatuses, value)) search.status = value;
    else search.impossible = true;
  },
  level: (search, value) => {
    if (isOneOf(levels, value)) search.level = value;
    else search.impossible = true;
  },
  has: (search, key) => void search.tags.push({ key }),
};

/**
 * Reads GlitchTip's issue search: `is:`, `level:`, `has:<tag>`, `<tag>:<value>`, then free text to the end; or
 * one event id by itself.
 */
export function parseSearch(query: string): IssueSearch {
  const search: IssueSearch = { tags: [], impossible: false };
  const trimmed = query.trim();
  if (eventIdForm.test(trimmed)) {
    return { ...search, eventId: trimmed.replaceAll('-', '').toLowerCase() };
  }
  const words = trimmed.match(word) ?? [];
  for (const [index, part] of words.entries()) {
    const colon = part.indexOf(':');
    if (colon <= 0) {
      search.text = unquoted(words.slice(index).join(' '));
      return search;
    }
    const key = part.slice(0, colon);
    const value = unquoted(part.slice(colon + 1));
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule !== undefined) rule(search, value);
    else search.tags.push({ key, value });
  }
  return search;
}
