import { readFileSync } from 'node:fs';
import { checkedLimit, checkedList, checkedObject } from '../checked';
import { ObservabilityError } from '../errors';
import { isKeepable } from './credentials';
import type { Principal } from './principal';
import { checkedScope } from './refusal';
import { digestOf, findByDigest } from './secrets';
import { warnOnce } from './warn-once';

export interface TokenFilesOptions {
  /** Paths of the files: in each one token or, while one is rotated, several, one on a line. All are valid. */
  readonly files: readonly string[];
  /** What their tokens may do; default `["metrics:read"]`. */
  readonly scopes?: readonly string[];
  /** How long what was read is trusted, so also how long a token lives on that was taken out; default 5. */
  readonly seconds?: number;
  /** Told of a file that became wrong. To be logged; default: each message once, as a warning of the process. */
  readonly onError?: (error: unknown) => void;
}

const PLACE = 'tokensFromFiles';

/**
 * Tokens kept in files, for `verify`. The files are read now, and again for a request when the last reading is too old:
 * a rotation needs no restart. A file that became wrong leaves its tokens as they were.
 * Throws an ObservabilityError for a wrong option, and for a file that is wrong from the start.
 */
export function tokensFromFiles(options: TokenFilesOptions): (token: string) => Principal | undefined {
  const {
    files,
    scopes = ['metrics:read'],
    seconds = 5,
    onError = warnOnce(PLACE),
  } = checkedObject(options, PLACE);
  const principal = {
    scopes: checkedList(scopes, `${PLACE}: scopes`).map((scope) => checkedScope(scope, PLACE)),
  };
  const trustMs = checkedLimit(seconds, `${PLACE}: seconds`) * 1000;
  const digests = new Map(checkedList(files, `${PLACE}: files`).map((file) => [file, digestsIn(file)]));
  let readAt = performance.now();

  const readAgain = (file: string) => {
    try {
      digests.set(file, digestsIn(file));
    } catch (error) {
      onError(error);
    }
  };

  return (token) => {
    if (performance.now() - readAt >= trustMs) {
      [...digests.keys()].forEach(readAgain);
      readAt = performance.now();
    }
    const known = findByDigest(token, [...digests.values()].flat(), (digest) => digest);
    return known && principal;
  };
}

function digestsIn(file: string): readonly Buffer[] {
  const lines = contentOf(file)
    .trim()
    .split(/\s*\n\s*/);
  const wrong = lines.findIndex((line) => !isKeepable(line));
  if (wrong >= 0) throw new ObservabilityError('OBS_TOKEN_FILE_INVALID', file, PLACE, wrong + 1);
  return lines.map(digestOf);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ObservabilityError('OBS_TOKEN_FILE_UNREADABLE', file, PLACE, code ?? message);
  }
}
