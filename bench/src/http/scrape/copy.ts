/** A length that memory is had for at once: one piece for all would at times be many times slower. */
const PIECE_BYTES = 256 * 1024;

/** The least that a scrape can do: copy bytes that are ready into new memory, for a socket to send while they change. */
export function copyOf(finished: Buffer): Promise<readonly Buffer[]> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < finished.length; at += PIECE_BYTES) {
    const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, finished.length - at));
    finished.copy(piece, 0, at);
    pieces.push(piece);
  }
  return Promise.resolve(pieces);
}
