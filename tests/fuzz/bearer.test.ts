import { execFile } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '..', 'dist', 'fuzz', 'main.js');
const fuzz = (...args: readonly string[]) =>
  new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });

test('3 000 cases find nothing in our endpoint, and what is known to be wrong in the bare library', async () => {
  const { code, output } = await fuzz('bearer', '--seed', '1', '--cases', '3000');
  expect(output).toMatch(/^cases +3,000 +\d+$/m);
  expect(output).toMatch(/^the process ended +0 +\d+, first at case \d+$/m);
  expect(output).toMatch(/^let in by the query +0 +\d+, first at case \d+$/m);
  expect(output).toMatch(/^let in by the body +0 +\d+, first at case \d+$/m);
  for (const reading of ['good', 'weak', 'unknown', 'missing', 'malformed', 'query', 'unreadable']) {
    expect(output).toMatch(new RegExp(`(?:requests: |, )${reading} \\d{2,}`));
  }
  expect(code).toBe(0);
}, 600_000);

test.each([
  ['no name', [], 2, 'a name is missing'],
  ['a name that nobody has', ['nothing'], 2, '"nothing" is no name'],
  ['a number that is none', ['bearer', '--cases', 'many'], 2, '--cases many'],
  ['an option that there is not', ['bearer', '--case', '5'], 2, '--case'],
  ['a question for help', ['--help'], 0, 'bearer'],
  ['a question for help about a name', ['bearer', '--help'], 0, '--cases'],
])('%s: usage, and no stack trace', async (_name, args, code, said) => {
  const answer = await fuzz(...args);
  expect(answer).toEqual({ code, output: expect.stringContaining(said) as string });
  expect(answer.output).toContain('npm run fuzz -- ');
  expect(answer.output).not.toMatch(/^ +at /m);
});
