import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { embedded, organization, startTestApi, type TestApi, type TestProject } from '../api.test.support';

/** A user's application: an error in a function of its own, with all that SDKs add to it. */
const application = `
const Sentry = require(process.env.SDK);
Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1.2.3', environment: 'test', tracesSampleRate: 1 });

function checkout(cart) {
  throw new TypeError('cart ' + cart + ' is empty');
}

async function main() {
  Sentry.setTag('tier', 'gold');
  Sentry.setUser({ id: 'ann' });
  Sentry.addBreadcrumb({ category: 'cart', message: 'opened' });
  Sentry.startSpan({ name: 'work' }, () => undefined);
  for (const cart of [17, 18]) {
    try {
      checkout(cart);
    } catch (error) {
      Sentry.captureException(error, { attachments: [{ filename: 'notes.txt', data: 'two\\nlines\\n' }] });
    }
  }
  Sentry.withScope((scope) => {
    scope.setExtra('large', 'x'.repeat(60_000));
    Sentry.captureMessage('a large message', 'warning');
  });
  Sentry.captureException(Object.assign(new Error('outer'), { cause: new RangeError('inner') }));
  await Sentry.close(5_000);
}
main();
`;

interface Frame {
  filename: string;
  function: string;
  lineNo: number;
  inApp: boolean;
  context: [number, string][];
}
interface EventDetail {
  platform: string;
  tags: { key: string; value: string }[];
  entries: {
    type: string;
    data: { values: { type: string; value: string; stacktrace: { frames: Frame[] } }[] };
  }[];
  user: object;
  sdk: { name: string; version: string };
  context: { large?: string };
}

let api: TestApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdk-app-'));
  await writeFile(join(folder, 'shop.cjs'), application);
  api = await startTestApi(embedded);
}, 60_000);
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['11', 'sentry-node-11'],
  ['10', 'sentry-node-10'],
])('@sentry/node %s', (major, module) => {
  let project: TestProject;
  let counts: Record<string, number>;

  const eventOf = async (title: string): Promise<EventDetail> => {
    const path = `projects/${organization}/${project.slug}/issues/`;
    const issues = await api.rest<{ id: string; title: string }[]>('GET', path);
    const issue = issues.find((one) => one.title.startsWith(title));
    return api.rest('GET', `issues/${issue?.id}/events/latest/`);
  };

  beforeAll(async () => {
    project = await api.createProject(`sdk${major}`);
    await api.itemsSince();
    const env = { ...process.env, SENTRY_DSN: project.dsn, SDK: require.resolve(module), NODE_OPTIONS: '' };
    await promisify(execFile)(process.execPath, [join(folder, 'shop.cjs')], { env });
    counts = await api.itemsSince();
  }, 60_000);

  // Both carts' envelopes are under way at once: either may arrive first.
  it('captureException shows up as an issue that counts its events', async () => {
    const path = `projects/${organization}/${project.slug}/issues/`;
    const issues = await api.rest<object[]>('GET', path);
    expect(issues).toHaveLength(3);
    expect(issues).toContainEqual(
      expect.objectContaining({
        title: expect.stringMatching(/^TypeError: cart 1[78] is empty$/) as string,
        type: 'error',
        level: 'error',
        count: '2',
        userCount: 1,
      }),
    );
  });

  it('its frames are under events/latest', async () => {
    const event = await eventOf('TypeError');
    const [exception] = event.entries.find(({ type }) => type === 'exception')?.data.values ?? [];
    expect(exception).toMatchObject({
      type: 'TypeError',
      value: expect.stringMatching(/^cart 1[78] is empty$/) as string,
    });
    const frame = exception?.stacktrace.frames.at(-1);
    expect(frame).toMatchObject({ function: 'checkout', inApp: true, filename: join(folder, 'shop.cjs') });
    expect(frame?.context).toContainEqual([
      frame?.lineNo,
      "  throw new TypeError('cart ' + cart + ' is empty');",
    ]);
  });

  it('with its tags, user, breadcrumbs and SDK', async () => {
    const event = await eventOf('TypeError');
    expect(event).toMatchObject({
      platform: 'node',
      user: { id: 'ann' },
      sdk: { name: 'sentry.javascript.node' },
    });
    expect(event.sdk.version.split('.')[0]).toBe(major);
    expect(event.tags).toEqual(
      expect.arrayContaining([
        { key: 'tier', value: 'gold' },
        { key: 'release', value: 'shop@1.2.3' },
        { key: 'environment', value: 'test' },
      ]),
    );
    expect(event.entries.map(({ type }) => type)).toContain('breadcrumbs');
  });

  it('a chain of causes is kept, and titled by its end', async () => {
    const event = await eventOf('Error: outer');
    const values = event.entries.find(({ type }) => type === 'exception')?.data.values ?? [];
    expect(values.map(({ value }) => value)).toEqual(['inner', 'outer']);
  });

  it('a body large enough to be compressed arrives whole', async () => {
    expect((await eventOf('a large message')).context.large).toHaveLength(60_000);
  });

  it('everything it sent is accounted for, and nothing was malformed', () => {
    expect(counts).toMatchObject({ 'error stored committed': 4, 'attachment dropped unsupported': 2 });
    expect(Object.keys(counts).filter((name) => !/committed|unsupported|counted/.test(name))).toEqual([]);
    const performance = major === '11' ? 'span dropped unsupported' : 'transaction dropped unsupported';
    expect(counts[performance]).toBeGreaterThanOrEqual(1);
  });
});
