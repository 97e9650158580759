import fc from 'fast-check';
import { UnitReader } from './frontend-messages';

const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
const ssl = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const message = (type: string, body = ''): Buffer => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type);
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5);
  return bytes;
};
const batch = Buffer.concat([message('P', 'parse'), message('B', 'bind'), message('E'), message('S')]);
const query = message('Q', 'select 1');
const session = Buffer.concat([ssl, startup, query, batch, message('P'), message('H'), message('X')]);

const kinds = ['encryption', 'startup', 'statements', 'statements', 'statements', 'terminate'];

test('everything up to Sync is one unit', () => {
  const reader = new UnitReader();
  reader.read(startup);
  expect(reader.read(batch)).toEqual([{ kind: 'statements', bytes: batch }]);
});

test('the units do not depend on how the bytes arrive', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: session.length })), (cuts) => {
      const ends = [...cuts, session.length].sort((a, b) => a - b);
      const reader = new UnitReader();
      const units = ends.flatMap((end, index) => reader.read(session.subarray(ends[index - 1] ?? 0, end)));
      expect(units.map(({ kind }) => kind)).toEqual(kinds);
      expect(Buffer.concat(units.map(({ bytes }) => bytes))).toEqual(session);
    }),
  );
});

test('what is not the protocol is refused', () => {
  expect(() => new UnitReader().read(Buffer.from('GET / HTTP/1.1\r\n'))).toThrow('unknown start-up request');
  const started = new UnitReader();
  started.read(startup);
  expect(() => started.read(Buffer.from([81, 0, 0, 0, 0]))).toThrow('message of length 1');
});
