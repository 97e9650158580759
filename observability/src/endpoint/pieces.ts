/** What a stream takes before it asks to wait: shorter pieces are not worth a write of their own. */
const PIECE_BYTES = 16 * 1024;

/** Gathers short bytes into pieces; long ones, which nobody writes over, are pieces already. */
export class Pieces {
  #piece = Buffer.alloc(0);
  #used = 0;

  /** Adds bytes; returns the pieces that are ready. */
  add(bytes: Buffer): readonly Buffer[] {
    if (bytes.length >= PIECE_BYTES) return [...this.rest(), bytes];
    const full = bytes.length > this.#piece.length - this.#used ? this.rest() : [];
    if (this.#piece.length === 0) this.#piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#used += bytes.copy(this.#piece, this.#used);
    return full;
  }

  /** What was gathered since, if anything. */
  rest(): readonly Buffer[] {
    const rest = this.#piece.subarray(0, this.#used);
    this.#piece = Buffer.alloc(0);
    this.#used = 0;
    return rest.length > 0 ? [rest] : [];
  }
}
