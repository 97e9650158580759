/** Numbers that are written as one to five bytes; any other takes nine. */
const MOST_SHORT = 2 ** 34;
const FLOAT_MARK = 1;

/** Writes numbers one behind the other: small whole ones short, all others in full. */
export class NumberWriter {
  #bytes = Buffer.allocUnsafe(4096);
  #used = 0;

  add(value: number): void {
    if (this.#used + 10 > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    if (Number.isInteger(value) && value >= 0 && value < MOST_SHORT) this.#short(value * 2);
    else {
      this.#bytes[this.#used++] = FLOAT_MARK;
      this.#used = this.#bytes.writeDoubleLE(value, this.#used);
    }
  }

  /** All numbers, as text that JSON can carry. */
  text(): string {
    return this.#bytes.toString('base64', 0, this.#used);
  }

  /** Seven bits to a byte, the lowest first; the highest bit says that more follow. */
  #short(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes[this.#used++] = (rest % 128) + 128;
    this.#bytes[this.#used++] = rest;
  }
}

/** Reads what {@link NumberWriter} wrote. */
export class NumberReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(text: string) {
    this.#bytes = Buffer.from(text, 'base64');
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): number {
    let byte = this.#bytes[this.#at++] as number;
    if (byte === FLOAT_MARK) {
      this.#at += 8;
      return this.#bytes.readDoubleLE(this.#at - 8);
    }
    let value = byte % 128;
    for (let weight = 128; byte >= 128; weight *= 128) {
      byte = this.#bytes[this.#at++] as number;
      value += (byte % 128) * weight;
    }
    return value / 2;
  }
}
