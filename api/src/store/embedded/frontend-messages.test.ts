import fc from 'fast-check';
import { message } from './backend-messages';
import { UnitReader } from './frontend-messages';

const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
const ssl = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const refusal = message('f', 'no\0');
const batch = Buffer.concat([message('P', 'parse'), message('B', 'bind'), message('E'), message('S')]);
const query = message('Q', 'select 1');
const session = Buffer.concat([ssl, startup, query, batch, message('P'), message('H'), message('X')]);

/** The same session, as the server gets it. */
const executed = [message('P', 'parse'), message('B', 'bind'), message('E'), refusal, message('S')];
const sent = Buffer.concat([
  ssl,
  startup,
  query,
  refusal,
  ...executed,
  message('P'),
  message('H'),
  message('X'),
]);

const kinds = ['encryption', 'startup', 'statements', 'statements', 'flush', 'terminate'];

test('everything up to Sync is one unit', () => {
  const reader = new UnitReader(refusal);
  reader.read(startup);
  expect(reader.read(batch).map(({ kind }) => kind)).toEqual(['statements']);
});

test('the units do not depend on how the bytes arrive', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: session.length })), (cuts) => {
      const ends = [...cuts, session.length].sort((a, b) => a - b);
      const reader = new UnitReader(refusal);
      const units = ends.flatMap((end, index) => reader.read(session.subarray(ends[index - 1] ?? 0, end)));
      expect(units.map(({ kind }) => kind)).toEqual(kinds);
      expect(Buffer.concat(units.map(({ bytes }) => bytes))).toEqual(sent);
    }),
  );
});

test('a refusal follows each message that may begin a COPY, and copy messages of the client are dropped', () => {
  const reader = new UnitReader(refusal);
  reader.read(startup);
  const pipelined = Buffer.concat([
    message('E'),
    message('d', 'row'),
    message('E'),
    message('c'),
    message('S'),
  ]);
  const bytes = Buffer.concat([message('E'), refusal, message('E'), refusal, message('S')]);
  expect(reader.read(pipelined)).toEqual([{ kind: 'statements', bytes }]);
});

const untyped = (length: number, code: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(length);
  bytes.writeInt32BE(code, 4);
  return bytes;
};

test.each([
  ['another protocol', Buffer.from('GET / HTTP/1.1\r\n'), 'unknown start-up request'],
  ['a start-up request without length', untyped(0, 80877103), 'start-up request of length 0'],
  ['a start-up request of negative length', untyped(-8, 3 << 16), 'start-up request of length -8'],
  [
    'a start-up request beyond PostgreSQL’s limit',
    untyped(10_001, 3 << 16),
    'start-up request of length 10001',
  ],
  [
    'a message without length',
    Buffer.concat([startup, Buffer.from([81, 0, 0, 0, 0])]),
    'message of length 1',
  ],
  [
    'a message of negative length',
    Buffer.concat([startup, Buffer.from([81, 255, 0, 0, 0])]),
    'message of length -',
  ],
  [
    'a message of a gigabyte',
    Buffer.concat([startup, Buffer.from([81, 64, 0, 0, 0])]),
    'bytes before an answer',
  ],
  [
    'a password that nobody wanted',
    Buffer.concat([startup, message('p')]),
    'invalid frontend message type 112',
  ],
  ['an unknown type', Buffer.concat([startup, message('!')]), 'invalid frontend message type 33'],
])('%s is refused', (_, bytes, reason) => {
  expect(() => new UnitReader(refusal).read(bytes)).toThrow(reason);
});
