import fc from 'fast-check';
import { AnswerReader, fatalError, message } from './backend-messages';

const ready = (status: string) => message('Z', status);
/** Looks like ReadyForQuery, but is a row of data. */
const row = message('D', Buffer.concat([Buffer.from('row'), ready('I')]));

function readInPieces(answer: Buffer, cuts: number[]): AnswerReader {
  const reader = new AnswerReader();
  const ends = [...cuts, answer.length].sort((a, b) => a - b);
  ends.forEach((end, index) => reader.read(answer.subarray(ends[index - 1] ?? 0, end)));
  return reader;
}

test.each([
  ['ready', [row, message('C', 'SELECT 1\0'), ready('T')], 'T', undefined],
  ['not ready after Flush, whatever the row holds', [ready('I'), row], undefined, undefined],
  ['ready after an error', [message('E', 'SERROR\0VERROR\0C22P02\0Mno\0\0'), ready('E')], 'E', undefined],
  ['ended', [row, fatalError('57P01', 'shut down')], undefined, 'shut down'],
])('%s, however the bytes arrive', (_, messages, status, ended) => {
  const answer = Buffer.concat(messages);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: answer.length })), (cuts) => {
      expect(readInPieces(answer, cuts)).toMatchObject({ status, ended });
    }),
  );
});
