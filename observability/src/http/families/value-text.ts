/** Counts as they are; sums with a fixed number of decimals (a nanosecond), so that they seldom change their length. */
export const valueText = (value: number) =>
  Number.isInteger(value) || Math.abs(value) >= 1e12 ? String(value) : value.toFixed(9);

const DIGIT_ZERO = 48;
/** Counts up to here are written digit by digit, without making a string. */
const MOST_DIGITS = 9;

/** Writes a value, or a text, over one that is `length` bytes long; false if it has another length. */
export function overwrite(bytes: Buffer, place: number, length: number, value: number | string): boolean {
  if (typeof value === 'number' && length <= MOST_DIGITS && Number.isInteger(value) && value >= 0) {
    return overwriteDigits(bytes, place, length, value);
  }
  const text = typeof value === 'number' ? valueText(value) : value;
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) bytes[place + at] = text.charCodeAt(at);
  return true;
}

function overwriteDigits(bytes: Buffer, place: number, length: number, value: number): boolean {
  // A sum may outgrow its place by more digits than | 0 holds.
  if (value >= 10 ** length) return false;
  let rest = value;
  let at = place + length;
  do {
    bytes[--at] = DIGIT_ZERO + (rest % 10);
    // Whole numbers of so few digits, which | 0 keeps out of floating point.
    rest = (rest / 10) | 0;
  } while (rest > 0);
  return at === place;
}
