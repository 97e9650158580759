import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;
const prefixLength = 8;
const pattern = /^[0-9a-f]{64}$/;

/** A fresh API token: 32 random bytes as 64 hexadecimal digits. */
export const newToken = (): string => randomBytes(tokenBytes).toString('hex');

/** True for the form of our tokens. */
export const isToken = (text: string): boolean => pattern.test(text);

/** What is stored in place of a token. A fast hash suffices: nobody can guess 256 random bits. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The part of a token that may be shown, to tell tokens apart. */
export const prefixOf = (token: string): string => token.slice(0, prefixLength);
