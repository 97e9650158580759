/** What a stream takes before it asks to wait: shorter pieces are not worth a write of their own. */
const PIECE_BYTES = 16 * 1024;

/** Gathers short bytes into pieces; long ones, which nobody writes over, are pieces already. */
export class Pieces {
  #gathered: Buffer[] = [];
  #length = 0;

  /** Adds bytes, which stay as they are; returns the pieces that are ready. */
  add(bytes: Buffer): readonly Buffer[] {
    if (bytes.length >= PIECE_BYTES) return this.#length === 0 ? [bytes] : [...this.rest(), bytes];
    const full = this.#length + bytes.length > PIECE_BYTES ? this.rest() : NONE;
    this.#gathered.push(bytes);
    this.#length += bytes.length;
    return full;
  }

  /** What was gathered since, if anything. */
  rest(): readonly Buffer[] {
    if (this.#length === 0) return NONE;
    const rest = Buffer.concat(this.#gathered, this.#length);
    this.#gathered = [];
    this.#length = 0;
    return [rest];
  }
}

const NONE: readonly Buffer[] = [];
