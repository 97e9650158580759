/** What differs between two occurrences of one message, the longest patterns first. */
const variables: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, '<date>'],
  [/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, '<ip>'],
  [/\b0x[0-9a-f]{1,32}\b/gi, '<hex>'],
  [/\b(?=[0-9a-f]{0,63}\d)[0-9a-f]{8,64}\b/gi, '<hex>'],
  [/-?\b\d{1,40}(?:\.\d{1,40})?\b/g, '<number>'],
];

/** Enough to tell messages apart; bounds the work on a text from outside. */
const maxLength = 1024;

/** A message without what differs from one occurrence to the next: ids, dates, addresses, numbers. */
export const messageTemplate = (message: string): string =>
  variables
    .reduce((text, [pattern, name]) => text.replace(pattern, name), message.slice(0, maxLength))
    .trim();
