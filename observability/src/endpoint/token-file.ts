import { readFileSync, statSync } from 'node:fs';
import { ObservabilityError } from '../errors';
import { isKeepable } from './credentials';
import { digestOf } from './secrets';

/** One file of tokens as it was read last. Errors name `place`. */
export class TokenFile {
  readonly #path: string;
  readonly #place: string;
  #version: string | undefined;
  #digests: readonly Buffer[];

  /** Throws OBS_TOKEN_FILE_UNREADABLE and OBS_TOKEN_FILE_INVALID. */
  constructor(path: string, place: string) {
    [this.#path, this.#place] = [path, place];
    this.#version = this.#versionNow();
    this.#digests = this.#read();
  }

  get digests(): readonly Buffer[] {
    return this.#digests;
  }

  /** Throws as the constructor does; its tokens stay as they were then. */
  readAgain(): void {
    // Before the reading: what is written meanwhile is another version.
    this.#version = this.#versionNow();
    this.#digests = this.#read();
  }

  /** Costs no more than a look at the file's times where it is as it was. Throws as {@link readAgain} does. */
  readIfChanged(): void {
    if (this.#versionNow() !== this.#version) this.readAgain();
  }

  #versionNow(): string | undefined {
    try {
      const { dev, ino, size, mtimeNs, ctimeNs } = statSync(this.#path, { bigint: true });
      return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
    } catch {
      return undefined; // reading it says why
    }
  }

  #read(): readonly Buffer[] {
    const lines = this.#content()
      .trim()
      .split(/\s*\n\s*/);
    const wrong = lines.findIndex((line) => !isKeepable(line));
    if (wrong >= 0)
      throw new ObservabilityError('OBS_TOKEN_FILE_INVALID', this.#path, this.#place, wrong + 1);
    return lines.map(digestOf);
  }

  #content(): string {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new ObservabilityError('OBS_TOKEN_FILE_UNREADABLE', this.#path, this.#place, code ?? message);
    }
  }
}
