import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

jest.setTimeout(1_800_000);

interface Score {
  scenario: string;
  delivered: number;
  predictedSecondsToPage: number | null;
  measuredSecondsToPage: number | null;
  measuredSecondsToResolve: number | null;
  scrapes: { made: number; failed: number };
  misses: string[];
}

const program = resolve(__dirname, '../../stack/bin/gameday.js');
const report = resolve(__dirname, '../../.stack/gameday/test.html');

/** Plays scenarios as `npm run gameday` does, on the back end that is there; progress goes to standard error. */
function play(...names: string[]): Promise<{ code: number | null; scores: Map<string, Score> }> {
  return new Promise((done, failed) => {
    const child = execFile(
      process.execPath,
      [program, ...names, '--json', '--report', report],
      (_error, stdout) => {
        try {
          const { scenarios } = JSON.parse(stdout) as { scenarios: Score[] };
          done({ code: child.exitCode, scores: new Map(scenarios.map((score) => [score.scenario, score])) });
        } catch (thrown) {
          failed(new Error(`the game day printed no scores: ${stdout}`, { cause: thrown }));
        }
      },
    );
    child.stderr?.pipe(process.stderr, { end: false });
  });
}

/** Two of the nine scenarios; `npm run gameday -- --all` plays all of them. */
describe('game day', () => {
  let played: Awaited<ReturnType<typeof play>>;
  beforeAll(async () => {
    played = await play('outage', 'token-rotation');
  });

  test('an outage pages when predicted, is over when predicted, and costs what the client counted', () => {
    const score = played.scores.get('outage');
    expect(score).toMatchObject({
      delivered: 1,
      predictedSecondsToPage: expect.any(Number) as number,
      measuredSecondsToPage: expect.any(Number) as number,
      measuredSecondsToResolve: expect.any(Number) as number,
      misses: [],
    });
  });

  test('no scrape fails while the token is rotated, and nobody is paged', () => {
    const score = played.scores.get('token-rotation');
    expect(score).toMatchObject({ delivered: 0, measuredSecondsToPage: null, misses: [] });
    expect(score?.scrapes.made).toBeGreaterThan(0);
    expect(score?.scrapes.failed).toBe(0);
  });

  test('the exit code says so', () => {
    expect(played.code).toBe(0);
  });
});
