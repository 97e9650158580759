import type { Config } from '../config/settings';

const mebibyte = 1024 * 1024;

/** What a byte of JSON becomes at most, parsed and copied: `{},` is three bytes and two objects. */
const perByte = 44;
/** An event's objects at most, since its values are counted, and how often its texts are there. */
const largest = { objects: 16 * mebibyte, texts: 4 };
/** What events being stored may take of the heap together, if the largest event takes no more. */
const usual = 96 * mebibyte;

/** What an event of so many bytes takes of the heap at most, until it is stored. Bytes. */
export const eventMemory = (bytes: number): number =>
  Math.min(perByte * bytes, largest.objects + largest.texts * bytes);

/** What all events being stored may take of the heap. Bytes. */
export const storingMemory = ({ MAX_EVENT_BYTES }: Pick<Config, 'MAX_EVENT_BYTES'>): number =>
  Math.max(usual, eventMemory(MAX_EVENT_BYTES));
