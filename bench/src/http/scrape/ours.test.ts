import { openMetrics, text, unsent } from './ours';
import { LINES_PER_SERIES } from './subject';

test.each([
  { name: 'text', make: text },
  { name: 'OpenMetrics', make: openMetrics },
  { name: 'unsent', make: unsent },
])('$name: as many lines as are said, and each request counted in its series', async ({ make }) => {
  const subject = make(3);
  await subject.scrape();
  subject.sent?.();
  subject.touch(1);
  subject.touch(1);
  const lines = Buffer.concat(await subject.scrape())
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('http_server_request_duration_seconds_'));
  expect(lines).toHaveLength(3 * LINES_PER_SERIES);
  const counts = lines.filter((line) => line.includes('_count{')).map((line) => line.split(' ').at(-1));
  expect(counts).toEqual(['0', '2', '0']);
});
