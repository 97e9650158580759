import { uvarint, varint } from './bytes';
import { guarded } from './checksum';

const xorEncoding = 1;

/**
 * One chunk of float samples at even steps, times in milliseconds, in Prometheus's XOR encoding, with its length in front
 * and its checksum behind (`tsdb/docs/format/chunks.md`).
 */
export function xorChunk(startMs: number, stepMs: number, values: readonly number[]): Buffer {
  const encodeDifference = differences();
  const bits = values.map((value, index) => {
    const difference = encodeDifference(floatBits(value));
    if (index === 0) return ofBytes(varint(startMs)) + difference;
    // Steps are even: after the first, a step differs by nothing from the one before.
    return (index === 1 ? ofBytes(uvarint(stepMs)) : '0') + difference;
  });
  const data = Buffer.concat([Buffer.from([values.length >> 8, values.length & 0xff]), pack(bits.join(''))]);
  const encoded = guarded(Buffer.concat([Buffer.from([xorEncoding]), data]));
  return Buffer.concat([Buffer.from(uvarint(data.length)), encoded]);
}

/** Encodes each value as its difference to the one before, within the bits that were told last where it fits them. */
function differences(): (value: bigint) => string {
  let before: bigint | undefined;
  let [leading, trailing] = [64, 64];
  return (value) => {
    const difference = value ^ (before ?? 0n);
    const first = before === undefined;
    before = value;
    if (first) return binary(value, 64);
    if (difference === 0n) return '0';
    const digits = difference.toString(2);
    const [zerosBefore, zerosAfter] = [64 - digits.length, digits.length - 1 - digits.lastIndexOf('1')];
    const fits = zerosBefore >= leading && zerosAfter >= trailing;
    if (!fits) [leading, trailing] = [Math.min(31, zerosBefore), zerosAfter];
    const width = 64 - leading - trailing;
    const told = fits ? '10' : `11${binary(leading, 5)}${binary(width % 64, 6)}`;
    return told + binary(difference >> BigInt(trailing), width);
  };
}

const view = new DataView(new ArrayBuffer(8));
function floatBits(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

const binary = (value: bigint | number, width: number) => value.toString(2).padStart(width, '0');
const ofBytes = (bytes: readonly number[]) => bytes.map((byte) => binary(byte, 8)).join('');
const pack = (bits: string) =>
  Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
