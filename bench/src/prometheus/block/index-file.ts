import { text, uint32, uint64, uvarint, varint } from './bytes';
import { guarded } from './checksum';
import type { Curve } from './curve';

export type Labels = Readonly<Record<string, string>>;

export interface IndexedSeries {
  readonly labels: Labels;
  readonly curve: Curve;
  /** Where its first chunk lies: the segment's number in the upper 32 bits, the place in it in the lower. */
  readonly chunkRef: number;
}

/** Label pairs by name, the metric's name among them. */
export const pairsOf = (labels: Labels): [string, string][] =>
  Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

const seriesAlignment = 16;

/** A block's index, in version 2 of the format (`tsdb/docs/format/index.md`). Series come in the order of their labels. */
export function indexFile(series: readonly IndexedSeries[]): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  const append = (part: Buffer) => {
    const begin = at;
    parts.push(part);
    at += part.length;
    return begin;
  };
  const align = (to: number) => append(Buffer.alloc((to - (at % to)) % to));

  append(Buffer.from([0xba, 0xaa, 0xd7, 0x00, 2]));
  const symbols = [...new Set(['', ...series.flatMap(({ labels }) => Object.entries(labels).flat())])].sort();
  const symbolNumbers = new Map(symbols.map((symbol, index) => [symbol, index]));
  const symbolsAt = append(section(symbols.map(text)));

  const seriesAt = at;
  const postings = new Map<string, { name: string; value: string; refs: Buffer[] }>();
  for (const one of series) {
    align(seriesAlignment);
    const body = seriesEntry(one, symbolNumbers);
    const ref = uint32(
      append(Buffer.concat([Buffer.from(uvarint(body.length)), guarded(body)])) / seriesAlignment,
    );
    for (const [name, value] of [['', ''] as const, ...pairsOf(one.labels)]) {
      const key = `${name}\0${value}`;
      const known = postings.get(key);
      if (known) known.refs.push(ref);
      else postings.set(key, { name, value, refs: [ref] });
    }
  }

  const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, posting]) => posting);
  const postingsAt = at;
  const offsets = sorted.map(({ name, value, refs }) => {
    align(4);
    return Buffer.concat([
      Buffer.from([2]),
      text(name),
      text(value),
      Buffer.from(uvarint(append(section(refs)))),
    ]);
  });
  const offsetsAt = append(section(offsets));
  const noLabelIndex = 0;
  const contents = [symbolsAt, seriesAt, noLabelIndex, noLabelIndex, postingsAt, offsetsAt];
  append(guarded(Buffer.concat(contents.map(uint64))));
  return parts;
}

/** A section: its length, the number of its entries, the entries, a checksum of all but the length. */
function section(entries: readonly Buffer[]): Buffer {
  const content = Buffer.concat([uint32(entries.length), ...entries]);
  return Buffer.concat([uint32(content.length), guarded(content)]);
}

function seriesEntry(
  { labels, curve, chunkRef }: IndexedSeries,
  symbols: ReadonlyMap<string, number>,
): Buffer {
  const pairs = pairsOf(labels);
  const number = (symbol: string) => uvarint(symbols.get(symbol) ?? 0);
  const head = [
    ...uvarint(pairs.length),
    ...pairs.flatMap(([name, value]) => [...number(name), ...number(value)]),
    ...uvarint(curve.chunkCount),
    ...varint(curve.minMs),
    ...uvarint(curve.firstSpanMs),
    ...uvarint(chunkRef),
  ];
  return Buffer.concat([Buffer.from(head), curve.laterEntries]);
}
