/** The first piece is small, since most registries are; each further one is twice as long, up to the last length. */
const FIRST_BYTES = 16 * 1024;
const LAST_BYTES = 256 * 1024;

/** Gathers bytes of any length into pieces, each a copy of its own. */
export class Pieces {
  #piece = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #used = 0;

  /** Copies bytes before anything else can change them; returns the pieces that they fill. */
  add(bytes: Buffer): readonly Buffer[] {
    const full: Buffer[] = [];
    for (let from = 0; from < bytes.length;) {
      const copied = bytes.copy(this.#piece, this.#used, from);
      from += copied;
      this.#used += copied;
      if (this.#used < this.#piece.length) continue;
      full.push(this.#piece);
      this.#piece = Buffer.allocUnsafeSlow(Math.min(this.#piece.length * 2, LAST_BYTES));
      this.#used = 0;
    }
    return full;
  }

  /** What did not fill a piece. */
  rest(): Buffer {
    return this.#piece.subarray(0, this.#used);
  }
}
