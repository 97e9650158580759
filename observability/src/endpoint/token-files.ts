import { checkedLimit, checkedList } from '../checked';
import { callable, type ChecksFor, checkedOptions, lookedAtThere } from '../option-checks';
import type { Principal } from './principal';
import { checkedScope } from './refusal';
import { findByDigest } from './secrets';
import { teller } from './tell';
import { TokenFile } from './token-file';
import { warnOnce } from '../warn-once';

export interface TokenFilesOptions {
  /** Paths of the files: in each one token or, while one is rotated, several, one on a line. All are valid. */
  readonly files: readonly string[];
  /** What their tokens may do; default `["metrics:read"]`. */
  readonly scopes?: readonly string[];
  /** How long what was read is trusted, so how long a token lives on that was taken out; default 5. */
  readonly seconds?: number;
  /** Told of a file that became wrong. To be logged; default: each message once, as a warning of the process. */
  readonly onError?: (error: unknown) => void;
}

const PLACE = 'tokensFromFiles';
const CHECKS: ChecksFor<TokenFilesOptions> = {
  files: lookedAtThere,
  scopes: lookedAtThere,
  seconds: lookedAtThere,
  onError: callable,
};

/** How often files are looked at for unknown tokens, so that guessing makes no work. */
const LOOK_EVERY_MS = 1000;

/**
 * Tokens kept in files, for `verify`. The files are read now, and again for a request when the last reading is too old;
 * for a token that is unknown those that changed at once, unless they were looked at for another within the last second:
 * a rotation needs no restart, and fails no request. A file that became wrong leaves its tokens as they were.
 * Throws an ObservabilityError for a wrong option, and for a file that is wrong from the start.
 */
export function tokensFromFiles(options: TokenFilesOptions): (token: string) => Principal | undefined {
  const {
    files,
    scopes = ['metrics:read'],
    seconds = 5,
    onError = warnOnce(PLACE),
  } = checkedOptions(options, PLACE, CHECKS);
  const principal = {
    scopes: checkedList(scopes, `${PLACE}: scopes`).map((scope) => checkedScope(scope, PLACE)),
  };
  const trustMs = checkedLimit(seconds, `${PLACE}: seconds`) * 1000;
  const opened = checkedList(files, `${PLACE}: files`).map((file) => new TokenFile(file, PLACE));
  const tell = teller(onError);
  let readAt = performance.now();
  let lookedAt = -Infinity;

  const each = (read: (file: TokenFile) => void) => {
    for (const file of opened)
      try {
        read(file);
      } catch (error) {
        tell(error);
      }
  };
  const isKnown = (token: string) =>
    findByDigest(
      token,
      opened.flatMap(({ digests }) => digests),
      (digest) => digest,
    ) !== undefined;

  return (token) => {
    const now = performance.now();
    if (now - readAt >= trustMs) {
      each((file) => file.readAgain());
      readAt = now;
    }
    if (isKnown(token)) return principal;
    if (now - lookedAt < LOOK_EVERY_MS) return undefined;
    lookedAt = now;
    each((file) => file.readIfChanged());
    return isKnown(token) ? principal : undefined;
  };
}
