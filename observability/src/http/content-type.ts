import { OutgoingMessage, type ServerResponse } from 'node:http';

/** Node's headers by lower-case name, each with the name as it was given and the value; null before the first. */
type OutgoingHeaders = Readonly<Record<string, readonly [string, unknown] | undefined>> | null | undefined;

/** Where Node (since 7) keeps them. `getHeader()` checks and converts the name each time, which costs more than the look-up. */
const HEADERS = Object.getOwnPropertySymbols(new OutgoingMessage()).find(
  ({ description }) => description === 'kOutHeaders',
);

/** Reads the Content-Type that was set on a response: from where Node keeps headers, or by its function if that is not known. */
export const readerOf = (headers: symbol | undefined): ((response: ServerResponse) => unknown) =>
  headers === undefined
    ? (response) => response.getHeader('content-type')
    : (response) =>
        (response as unknown as Readonly<Record<symbol, OutgoingHeaders>>)[headers]?.['content-type']?.[1];

/** The Content-Type that was set on a response. */
export const contentTypeOf = readerOf(HEADERS);
