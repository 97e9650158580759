import fc from 'fast-check';
import { parseEnvelopeStart, parseItems } from './parse-envelope';

const id = '9ec79c33ec9942ab8353589fcb2e04dc';
const dashedId = '9ec79c33-ec99-42ab-8353-589fcb2e04dc';
const parse = (text: string) => parseEnvelopeStart(Buffer.from(text));
const most = 1000;
const itemsIn = (bytes: Buffer) => {
  const start = parseEnvelopeStart(bytes);
  return start && parseItems(bytes, start.itemsAt, most);
};

/** Type, payload and what is malformed, of each item. */
const itemsOf = (text: string) =>
  itemsIn(Buffer.from(text))?.map(({ type, payload, malformed }) => [type, payload.toString(), malformed]);

describe('the items of an envelope', () => {
  it.each<[string, string, unknown[]]>([
    ['an empty envelope', '{}', []],
    ['an empty envelope with a newline', '{}\n', []],
    [
      'an item that ends at the newline',
      '{}\n{"type":"event"}\n{"a":1}\n',
      [['event', '{"a":1}', undefined]],
    ],
    ['an item without the final newline', '{}\n{"type":"event"}\n{"a":1}', [['event', '{"a":1}', undefined]]],
    [
      'an attachment with newlines, by its length',
      '{}\n{"type":"attachment","length":5}\na\nb\nc\n{"type":"event"}\n{}\n',
      [
        ['attachment', 'a\nb\nc', undefined],
        ['event', '{}', undefined],
      ],
    ],
    [
      'an empty payload by its length, then another item',
      '{}\n{"type":"attachment","length":0}\n\n{"type":"session"}\n{}',
      [
        ['attachment', '', undefined],
        ['session', '{}', undefined],
      ],
    ],
    ['an empty payload at the end', '{}\n{"type":"attachment","length":0}', [['attachment', '', undefined]]],
    ['an empty payload without a length', '{}\n{"type":"attachment"}\n\n', [['attachment', '', undefined]]],
    ['a type nobody knows', '{}\n{"type":"comet"}\n??\n', [['comet', '??', undefined]]],
    ['blank lines between items', '{}\n\n\n{"type":"event"}\n{}\n\n', [['event', '{}', undefined]]],
    [
      'blank lines at the end, the last without its newline',
      '{}\n{"type":"event"}\n{}\n\r\n\n\r',
      [['event', '{}', undefined]],
    ],
    ['lines that end as on Windows', '{}\r\n{"type":"event"}\r\n{}\r\n', [['event', '{}\r', undefined]]],
    ['a length of null', '{}\n{"type":"event","length":null}\n{}\n', [['event', '{}', undefined]]],
    [
      'a length past the end: truncated',
      '{}\n{"type":"event"}\n{}\n{"type":"attachment","length":10}\nabc',
      [
        ['event', '{}', undefined],
        ['attachment', '', 'length'],
      ],
    ],
    [
      'a length that does not end at a newline',
      '{}\n{"type":"attachment","length":2}\nabc\n{"type":"event"}\n{}',
      [['attachment', '', 'termination']],
    ],
    ['a negative length', '{}\n{"type":"attachment","length":-1}\nabc', [['attachment', '', 'length']]],
    [
      'a length that is a text',
      '{}\n{"type":"attachment","length":"3"}\nabc',
      [['attachment', '', 'length']],
    ],
    ['a fractional length', '{}\n{"type":"attachment","length":1.5}\nabc', [['attachment', '', 'length']]],
    ['an item header that is not JSON', '{}\n{"type":\n{}\n', [['', '', 'header']]],
    ['an item header that is a list', '{}\n[1]\n{}\n', [['', '', 'header']]],
    [
      'an item without a type, skipped over',
      '{}\n{"length":2}\n{}\n{"type":"event"}\n{}\n',
      [
        ['', '{}', 'type'],
        ['event', '{}', undefined],
      ],
    ],
    ['an item whose type is a number', '{}\n{"type":7}\n{}\n', [['', '{}', 'type']]],
  ])('%s', (_, text, expected) => {
    expect(itemsOf(text)).toEqual(expected);
  });

  it('keeps binary payloads byte by byte', () => {
    const payload = Buffer.from([0x00, 0xff, 0x0a, 0xc3, 0x28]);
    const bytes = Buffer.concat([Buffer.from(`{}\n{"type":"attachment","length":5}\n`), payload]);
    expect(itemsIn(bytes)?.[0]?.payload.equals(payload)).toBe(true);
  });
});

describe('an envelope of too many items', () => {
  const itemsTimes = (count: number) => Buffer.from(`{}\n${'{}\n\n'.repeat(count)}`);

  it('is told from one of as many as are allowed', () => {
    expect(itemsIn(itemsTimes(most))).toHaveLength(most);
    expect(itemsIn(itemsTimes(most + 1))).toBeUndefined();
  });

  it('is not read beyond the limit', () => {
    const bytes = itemsTimes(most + 1);
    const parse = jest.spyOn(JSON, 'parse');
    parseItems(bytes, 3, 10);
    expect(parse).toHaveBeenCalledTimes(10);
    parse.mockRestore();
  });

  it('blank lines are skipped without a line made of each', () => {
    const bytes = Buffer.from(`{}\n${'\n\r\n'.repeat(100_000)}{"type":"event"}\n{}\n`);
    const indexOf = jest.spyOn(bytes, 'indexOf');
    expect(parseItems(bytes, 3, most)).toHaveLength(1);
    expect(indexOf.mock.calls.length).toBeLessThan(5);
  });
});

describe('the header of an envelope', () => {
  it.each([
    ['32 digits', `{"event_id":"${id}"}`, id],
    ['36 characters, upper case', `{"event_id":"${dashedId.toUpperCase()}"}`, id],
    ['none', '{}', undefined],
    ['null', '{"event_id":null}', undefined],
  ])('reads an event id: %s', (_, text, expected) => {
    expect(parse(text)).toMatchObject({ eventId: expected });
  });

  it('keeps headers it does not know', () => {
    expect(parse('{"sent_at":"2026-01-01","x":{"y":1}}')?.header).toEqual({
      sent_at: '2026-01-01',
      x: { y: 1 },
    });
  });

  it.each(['', '\n', 'x', '[]', '1', 'null', '"text"', '{', '{"event_id":"nonsense"}', '{"event_id":5}'])(
    'refuses %j',
    (text) => {
      expect(parse(text)).toBeUndefined();
    },
  );

  it('refuses a header too long to be one', () => {
    expect(parse(`{"x":"${'x'.repeat(70_000)}"}`)).toBeUndefined();
  });
});

describe('any bytes', () => {
  const oneLine = fc.uint8Array().map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a)));
  const generatedItem = fc
    .record({
      type: fc.string({ minLength: 1 }),
      payload: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      prefixed: fc.boolean(),
    })
    .chain((item) => (item.prefixed ? fc.constant(item) : oneLine.map((payload) => ({ ...item, payload }))));

  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(generatedItem), fc.boolean(), (items, finalNewline) => {
        const parts = items.flatMap(({ type, payload, prefixed }) => [
          Buffer.from(JSON.stringify(prefixed ? { type, length: payload.length } : { type })),
          payload,
        ]);
        const lines = [Buffer.from('{}'), ...parts].flatMap((part) => [part, Buffer.from('\n')]);
        // Without its final newline, an empty last payload is no line at all, which is legal too.
        const bytes = Buffer.concat(finalNewline ? lines : lines.slice(0, -1));
        const parsed = itemsIn(bytes)?.map(({ type, payload, malformed }) => {
          return { type, payload: payload.toString('hex'), malformed };
        });
        expect(parsed).toEqual(
          items.map(({ type, payload }) => ({
            type,
            payload: payload.toString('hex'),
            malformed: undefined,
          })),
        );
      }),
    );
  });

  it('never throw, and at most one item cannot be delimited', () => {
    const soup = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '{}',
            '\n',
            '{"type":"event"}',
            '{"type":"attachment","length":3}',
            'abc',
            '\r',
            '{"',
          ),
          fc.string(),
        ),
      )
      .map((pieces) => Buffer.from(`{}\n${pieces.join('')}`));
    fc.assert(
      fc.property(
        fc.oneof(
          soup,
          fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        ),
        (bytes) => {
          const items = itemsIn(bytes) ?? [];
          const stuck = items.findIndex(({ malformed }) => malformed !== undefined && malformed !== 'type');
          expect([-1, items.length - 1]).toContain(stuck);
        },
      ),
      { numRuns: 500 },
    );
  });
});
