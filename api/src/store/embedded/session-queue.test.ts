import { SessionQueue } from './session-queue';

const ready = (status: 'I' | 'T') => ({ bytes: Buffer.alloc(0), status });
const begin = Buffer.from('begin');
const query = Buffer.from('query');

function queueWith(rollBack: () => Promise<void>) {
  const ran: string[] = [];
  const queue = new SessionQueue({
    execute: (bytes) => {
      const text = Buffer.from(bytes).toString();
      ran.push(text);
      return Promise.resolve(ready(text === 'begin' ? 'T' : 'I'));
    },
    rollBack: () => {
      ran.push('rollback');
      return rollBack();
    },
  });
  return { queue, ran };
}

test('a client waits for the end of another’s transaction', async () => {
  const { queue, ran } = queueWith(() => Promise.resolve());
  const [one, other] = [{}, {}];
  await queue.run(one, begin);
  const waiting = queue.run(other, query);
  await queue.run(one, Buffer.from('commit'));
  await waiting;
  expect(ran).toEqual(['begin', 'commit', 'query']);
});

test.each([
  ['works', () => Promise.resolve()],
  ['fails', () => Promise.reject(new Error('the session is lost'))],
])(
  'who waits gets a turn when the owner leaves and its roll-back %s',
  async (_, rollBack) => {
    const { queue, ran } = queueWith(rollBack);
    const [one, other] = [{}, {}];
    await queue.run(one, begin);
    const waiting = queue.run(other, query);
    await queue.leave(one).catch(() => undefined);
    await waiting;
    expect(ran).toEqual(['begin', 'rollback', 'query']);
  },
  2_000,
);
