import fc from 'fast-check';
import { parseBoundedJson } from '../body/bounded-json';
import { groupingHash } from '../grouping/grouping-hash';
import { normaliseEvent } from './normalise-event';
import type { JsonObject } from './read';

const received = new Date('2026-03-01T12:00:00Z');
const normalise = (event: JsonObject, change = {}) =>
  normaliseEvent(event, { received, remoteAddress: '192.0.2.7', scrubAddresses: true, ...change });
const entry = (event: JsonObject, type: string) =>
  normalise(event).entries.find((one) => one.type === type)?.data as JsonObject | undefined;

const frames = [
  { filename: 'node:internal/timers', function: 'listOnTimeout', lineno: 614, colno: 7, in_app: false },
  {
    filename: '/srv/app/cart.js',
    module: 'cart',
    function: 'checkout',
    lineno: 12,
    colno: 9,
    in_app: true,
    pre_context: ['// ten', '// eleven'],
    context_line: "  throw new TypeError('no cart');",
    post_context: ['}'],
    vars: { items: 3 },
  },
];
const error = {
  exception: { values: [{ type: 'TypeError', value: 'no cart\nsecond line', stacktrace: { frames } }] },
};

describe('what an event is called', () => {
  it.each<[string, JsonObject, object]>([
    [
      'an exception, by its type and the first line of its value',
      error,
      { type: 'error', title: 'TypeError: no cart', culprit: 'cart in checkout' },
    ],
    [
      'a message with a stack, as @sentry/node 11 sends it',
      {
        message: 'low stock',
        exception: {
          values: [{ value: 'low stock', stacktrace: { frames }, mechanism: { synthetic: true } }],
        },
      },
      { type: 'default', title: 'low stock', culprit: 'cart in checkout' },
    ],
    [
      'a message by its template and parameters',
      { logentry: { message: '%s of %d, %s', params: ['one', 2] } },
      { title: 'one of 2, %s', message: 'one of 2, %s' },
    ],
    [
      'the exception that was raised last',
      {
        exception: {
          values: [
            { type: 'Cause', value: 'a' },
            { type: 'Effect', value: 'b' },
          ],
        },
      },
      { title: 'Effect: b', culprit: null },
    ],
    ['an exception without a value', { exception: [{ type: 'Oops' }] }, { title: 'Oops' }],
    ['an exception without a type', { exception: { value: 'just this' } }, { title: '<unknown>: just this' }],
    ['a value that is a number', { exception: [{ type: 'E', value: 42 }] }, { title: 'E: 42' }],
    ['a value that is an object', { exception: [{ type: 'E', value: { a: 1 } }] }, { title: 'E: {"a":1}' }],
    ['the transaction as culprit', { ...error, transaction: 'GET /cart' }, { culprit: 'GET /cart' }],
    ['a message', { message: 'hello\nworld' }, { type: 'default', title: 'hello', message: 'hello\nworld' }],
    ['a message as an object', { message: { formatted: 'hi Ann', message: 'hi %s' } }, { title: 'hi Ann' }],
    ['a log entry', { logentry: { message: 'plain' }, message: 'other' }, { title: 'plain' }],
    ['nothing at all', {}, { type: 'default', title: '<unlabeled event>', message: null, level: 'error' }],
    [
      'an empty chain of exceptions',
      { exception: { values: [] }, message: 'm' },
      { type: 'default', title: 'm' },
    ],
    ['a chain of nothing', { exception: { values: [null, {}, 3] } }, { type: 'default' }],
    [
      'a violated policy',
      { csp: { effective_directive: 'script-src-elem', blocked_uri: 'https://evil.example/x.js' } },
      { type: 'csp', title: "Blocked 'script' from 'evil.example'", culprit: 'script-src-elem' },
    ],
  ])('%s', (_, event, expected) => {
    expect(normalise(event)).toMatchObject(expected);
  });

  it('cuts what is too long', () => {
    const long = normalise({ message: 'x'.repeat(10_000) });
    expect(long.message).toHaveLength(8192);
    expect(long.title).toHaveLength(255);
    expect(normalise({ exception: [{ type: 'E', value: 'y'.repeat(9000) }] }).title).toHaveLength(255);
  });
});

describe('entries have the shape of the Sentry API', () => {
  it('exception', () => {
    expect(entry(error, 'exception')).toEqual({
      excOmitted: null,
      hasSystemFrames: true,
      values: [
        expect.objectContaining({
          type: 'TypeError',
          value: 'no cart\nsecond line',
          mechanism: null,
          stacktrace: {
            framesOmitted: null,
            registers: null,
            hasSystemFrames: true,
            frames: [
              expect.objectContaining({ function: 'listOnTimeout', lineNo: 614, inApp: false, context: [] }),
              expect.objectContaining({
                filename: '/srv/app/cart.js',
                absPath: '/srv/app/cart.js',
                module: 'cart',
                function: 'checkout',
                lineNo: 12,
                colNo: 9,
                inApp: true,
                vars: { items: 3 },
                context: [
                  [10, '// ten'],
                  [11, '// eleven'],
                  [12, "  throw new TypeError('no cart');"],
                  [13, '}'],
                ],
              }),
            ],
          },
        }),
      ],
    });
  });

  it('message', () => {
    expect(entry({ message: { formatted: 'hi Ann', message: 'hi %s', params: ['Ann'] } }, 'message')).toEqual(
      {
        formatted: 'hi Ann',
        message: 'hi %s',
        params: ['Ann'],
      },
    );
  });

  it('breadcrumbs, as a list or in values', () => {
    const values = [{ timestamp: 1_700_000_000.5, category: 'http', data: { url: '/x' } }, 'nonsense', null];
    const expected = {
      values: [
        {
          timestamp: '2023-11-14T22:13:20.500Z',
          type: 'default',
          category: 'http',
          level: 'info',
          message: null,
          data: { url: '/x' },
          event_id: null,
        },
      ],
    };
    expect(entry({ breadcrumbs: values }, 'breadcrumbs')).toEqual(expected);
    expect(entry({ breadcrumbs: { values } }, 'breadcrumbs')).toEqual(expected);
  });

  it('request, without its secrets', () => {
    const request = {
      url: 'http://shop.example/cart?a=1&b=2#top',
      method: 'post',
      headers: {
        Cookie: 'sid=1',
        Authorization: 'Bearer x',
        'Content-Type': 'text/plain',
        Accept: ['a', 'b'],
      },
      cookies: 'sid=1; theme=dark',
      data: { x: 1 },
      env: { SERVER_NAME: 'web' },
    };
    expect(entry({ request }, 'request')).toEqual({
      method: 'POST',
      url: 'http://shop.example/cart',
      query: [
        ['a', '1'],
        ['b', '2'],
      ],
      fragment: 'top',
      data: { x: 1 },
      headers: [
        ['Accept', 'a, b'],
        ['Authorization', '[Filtered]'],
        ['Content-Type', 'text/plain'],
        ['Cookie', '[Filtered]'],
      ],
      cookies: [
        ['sid', '[Filtered]'],
        ['theme', '[Filtered]'],
      ],
      env: { SERVER_NAME: 'web' },
      inferredContentType: 'text/plain',
    });
  });

  it.each([
    ['a text', 'q=1&r=2'],
    ['an object', { q: '1', r: 2 }],
    [
      'pairs',
      [
        ['q', '1'],
        ['r', '2'],
      ],
    ],
  ])('request, its query as %s', (_, query_string) => {
    expect(entry({ request: { query_string } }, 'request')).toMatchObject({
      query: [
        ['q', '1'],
        ['r', '2'],
      ],
    });
  });

  it('csp, as browsers send it', () => {
    const report = { 'csp-report': { 'violated-directive': "img-src 'self'", 'blocked-uri': 'data' } };
    expect(entry({ csp: report }, 'csp')).toEqual({
      violated_directive: "img-src 'self'",
      blocked_uri: 'data',
    });
  });

  it('threads', () => {
    const threads = { values: [{ id: 0, name: 'main', crashed: true, stacktrace: { frames } }] };
    expect(entry({ threads }, 'threads')).toMatchObject({
      values: [{ id: '0', name: 'main', crashed: true }],
    });
  });
});

describe('tags', () => {
  const tagsOf = (event: JsonObject) => normalise(event).tags;
  it('those that follow from fields are there however many the event has of its own', () => {
    const own = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`own-${n}`, 'x']));
    const tags = tagsOf({ tags: { ...own, logger: 'mine' }, release: 'r', environment: 'e', logger: 'l' });
    expect(tags).toHaveLength(200);
    expect(tags).toEqual(
      expect.arrayContaining([
        { key: 'release', value: 'r' },
        { key: 'environment', value: 'e' },
        { key: 'level', value: 'error' },
      ]),
    );
  });
  it.each<[string, unknown]>([
    ['an object', { colour: 'red', size: 3, big: true, none: null }],
    ['pairs', [['colour', 'red'], ['size', 3], ['big', true], ['none', null], null]],
    [
      'objects',
      [
        { key: 'colour', value: 'red' },
        { key: 'size', value: 3 },
        { key: 'big', value: 'true' },
      ],
    ],
  ])('from %s', (_, tags) => {
    expect(tagsOf({ tags })).toEqual([
      { key: 'colour', value: 'red' },
      { key: 'size', value: '3' },
      { key: 'big', value: 'true' },
      { key: 'level', value: 'error' },
    ]);
  });

  it('that follow from fields do not overwrite those set by hand', () => {
    expect(
      tagsOf({ tags: { logger: 'mine' }, logger: 'theirs', environment: 'prod', server_name: 'web-1' }),
    ).toEqual([
      { key: 'logger', value: 'mine' },
      { key: 'environment', value: 'prod' },
      { key: 'server_name', value: 'web-1' },
      { key: 'level', value: 'error' },
    ]);
  });

  it('release and environment are those of the fields, and what a tag says else is named in errors', () => {
    const { tags, errors } = normalise({ tags: { release: 'mine', environment: 'x' }, release: '1.0' });
    expect(tags).toEqual([
      { key: 'environment', value: 'x' },
      { key: 'release', value: '1.0' },
      { key: 'level', value: 'error' },
    ]);
    expect(errors).toEqual([expect.objectContaining({ name: 'tags.release', value: 'mine' })]);
  });

  it('that make no sense are named in errors', () => {
    const { tags, errors } = normalise({ tags: { good: 'yes', bad: { nested: true } } });
    expect(tags[0]).toEqual({ key: 'good', value: 'yes' });
    expect(errors).toEqual([expect.objectContaining({ name: 'tags', type: 'invalid_data' })]);
    expect(normalise({ tags: 'text' }).errors).toEqual([expect.objectContaining({ name: 'tags' })]);
  });
});

describe('timestamps', () => {
  const at = (timestamp: unknown) => normalise({ timestamp });
  it.each([
    ['seconds', 1_772_366_399.25, '2026-03-01T11:59:59.250Z'],
    ['seconds as a text', '1772366399', '2026-03-01T11:59:59.000Z'],
    ['ISO 8601', '2026-03-01T11:59:59Z', '2026-03-01T11:59:59.000Z'],
    ['with an offset', '2026-03-01T13:59:59+02:00', '2026-03-01T11:59:59.000Z'],
    ['without a zone: UTC', '2026-03-01T11:59:59.123456', '2026-03-01T11:59:59.123Z'],
    ['with a space', '2026-03-01 11:59:59', '2026-03-01T11:59:59.000Z'],
    ['none', undefined, '2026-03-01T12:00:00.000Z'],
    ['half a minute ahead', '2026-03-01T12:00:30Z', '2026-03-01T12:00:30.000Z'],
  ])('%s', (_, value, expected) => {
    expect(at(value).occurredAt.toISOString()).toBe(expected);
    expect(at(value).errors).toEqual([]);
  });

  it.each([
    ['a word', 'yesterday', 'invalid_data'],
    ['an object', {}, 'invalid_data'],
    ['a huge number', 1e300, 'invalid_data'],
    ['a number that is none', '2026-99-99T00:00:00Z', 'invalid_data'],
    ['an hour ahead', '2026-03-01T13:00:00Z', 'future_timestamp'],
    ['last year', '2025-03-01T12:00:00Z', 'past_timestamp'],
  ])('%s: the event is kept, at the time of receipt, and says so', (_, value, type) => {
    expect(at(value).occurredAt).toEqual(received);
    expect(at(value).errors).toEqual([expect.objectContaining({ type, name: 'timestamp' })]);
  });
});

describe('levels', () => {
  it.each([
    ['fatal', 'fatal'],
    ['WARNING', 'warning'],
    ['warn', 'warning'],
    ['log', 'info'],
    ['critical', 'fatal'],
    [40, 'error'],
    [undefined, 'error'],
  ])('%s is %s', (level, expected) => {
    expect(normalise({ level })).toMatchObject({ level: expected, errors: [] });
  });
  it.each(['loud', {}, '__proto__', 'constructor', 99])('%j is an error, and reported', (level) => {
    expect(normalise({ level })).toMatchObject({ level: 'error', errors: [{ name: 'level' }] });
  });
});

describe('shapes seen in the wild', () => {
  it.each<[string, JsonObject, object]>([
    ['an empty mechanism', { exception: [{ type: 'E', mechanism: {} }] }, { title: 'E' }],
    [
      'sdk packages as an object',
      { sdk: { name: 's', version: '1', packages: { a: '1' } } },
      { sdk: { name: 's', version: '1', packages: [], integrations: [] } },
    ],
    ['an sdk that is a text', { sdk: 'sentry' }, { sdk: null }],
    ['an unknown debug image', { debug_meta: { images: [{ type: 'cosmic' }] } }, { errors: [] }],
    ['modules as pairs', { modules: [['express', '5.3.0'], 7] }, { packages: { express: '5.3.0' } }],
    [
      'contexts with a gap',
      { contexts: { app: { a: 1 }, os: null } },
      { contexts: { app: { a: 1, type: 'app' } } },
    ],
    ['contexts that are a list', { contexts: [1] }, { contexts: {}, errors: [{ name: 'contexts' }] }],
    ['a context that is a text', { contexts: { os: 'linux' } }, { errors: [{ name: 'contexts.os' }] }],
    ['extra that is a text', { extra: 'x' }, { extra: {}, errors: [{ name: 'extra' }] }],
    ['a user that is a text', { user: 'ann' }, { user: null, errors: [{ name: 'user' }] }],
    ['a user id that is a number', { user: { id: 7 } }, { user: { id: '7' } }],
    ['a release that is a number', { release: 3 }, { release: '3' }],
    ['a release that is an object', { release: { v: 3 } }, { release: null }],
    ['frames with gaps', { exception: [{ type: 'E', stacktrace: { frames: [null, { lineno: '7' }] } }] }, {}],
    ['a stack that is a list', { exception: [{ type: 'E', stacktrace: [1] }] }, { title: 'E' }],
    ['a U+0000', { message: 'a\0b', extra: { 'k\0': 'v\0' } }, { message: 'ab', extra: { k: 'v' } }],
    ['half a surrogate pair', { message: 'a\ud83d' }, { message: 'a\ufffd' }],
  ])('%s', (_, event, expected) => {
    expect(normalise(event)).toMatchObject(expected);
  });

  it('a key called __proto__ is left out, and lends nothing', () => {
    const { extra } = normalise(JSON.parse('{"extra":{"__proto__":{"lent":1},"a":1}}') as JsonObject);
    expect(Object.keys(extra)).toEqual(['a']);
    expect('lent' in extra).toBe(false);
  });

  it('leaves addresses out, or fills them in, as the project says', () => {
    const user = { id: '1', ip_address: '{{auto}}' };
    expect(normalise({ user }).user).toEqual({ id: '1' });
    expect(normalise({ user }, { scrubAddresses: false }).user).toEqual({ id: '1', ip_address: '192.0.2.7' });
    expect(normalise({ user: { ip_address: '192.0.2.9' } }).user).toBeNull();
  });

  it('a recursion of 10 000 frames keeps both its ends', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ function: `f${index}` }));
    const values = entry({ exception: [{ type: 'E', stacktrace: { frames: many } }] }, 'exception')
      ?.values as [{ stacktrace: { frames: { function: string }[]; framesOmitted: unknown } }];
    expect(values[0].stacktrace.frames).toHaveLength(250);
    expect(values[0].stacktrace.frames.at(-1)?.function).toBe('f9999');
    expect(values[0].stacktrace.framesOmitted).toEqual([125, 9875]);
  });
});

describe('what is cut or left out is named in errors', () => {
  const long = 'x'.repeat(10_000);
  const many = <T>(length: number, value: T): T[] => Array.from({ length }, () => value);
  const exception = (change: object) => ({ exception: { values: [{ type: 'E', ...change }] } });
  const inFrame = (frame: object) => exception({ stacktrace: { frames: [{ lineno: 9, ...frame }] } });
  const frame = 'exception.values.0.stacktrace.frames.0';

  it.each<[string, JsonObject]>([
    ['message', { message: long }],
    ['logentry.formatted', { logentry: { formatted: long } }],
    ['release', { release: long }],
    ['environment', { environment: long }],
    ['dist', { dist: long }],
    ['logger', { logger: long }],
    ['transaction', { transaction: long }],
    ['server_name', { server_name: long }],
    ['platform', { platform: long }],
    ['culprit', { culprit: long }],
    ['user.id', { user: { id: long } }],
    ['user.ip_address', { user: { ip_address: long } }],
    ['tags.colour', { tags: { colour: long } }],
    ['tags', { tags: { [long]: 'red' } }],
    ['tags', { tags: Object.fromEntries(many(300, 0).map((_, index) => [`t${index}`, 'x'])) }],
    ['exception.values', { exception: { values: many(51, { type: 'E' }) } }],
    ['exception.values.0.type', exception({ type: long })],
    ['exception.values.0.value', exception({ value: long })],
    ['exception.values.0.stacktrace.frames', exception({ stacktrace: { frames: many(251, {}) } })],
    [`${frame}.filename`, inFrame({ filename: long })],
    [`${frame}.context_line`, inFrame({ context_line: long })],
    [`${frame}.pre_context`, inFrame({ context_line: 'x', pre_context: many(21, 'x') })],
    [`${frame}.post_context.1`, inFrame({ context_line: 'x', post_context: ['x', long] })],
    ['threads.values', { threads: { values: many(101, { id: 1 }) } }],
    ['threads.values.0.name', { threads: { values: [{ name: long }] } }],
    ['breadcrumbs.values', { breadcrumbs: { values: many(201, {}) } }],
    ['breadcrumbs.values.1.message', { breadcrumbs: [{}, { message: long }] }],
    ['request.url', { request: { url: long } }],
    ['request.method', { request: { method: long } }],
    ['request.headers.X', { request: { headers: { X: long } } }],
    ['request.headers', { request: { headers: many(201, ['A', 'b']) } }],
    ['request.query_string', { request: { query_string: many(201, 'a=b').join('&') } }],
    ['sdk.version', { sdk: { name: 'n', version: long } }],
    ['modules.left-pad', { modules: { 'left-pad': long } }],
  ])('%s, which is too long', (name, event) => {
    const { errors } = normalise(event);
    expect(errors).toEqual([expect.objectContaining({ type: 'value_too_long', name })]);
    expect(errors[0]?.reason).toMatch(/cut to/);
    expect(errors[0]?.value.length).toBeLessThanOrEqual(200);
  });

  it.each<[string, JsonObject]>([
    ['release', { release: { no: 'text' } }],
    ['environment', { environment: ['x'] }],
    ['request', { request: 'GET /' }],
    ['request.env', { request: { env: 'x' } }],
    ['sdk', { sdk: 'node' }],
    ['user.id', { user: { id: {} } }],
    ['exception.values.0', { exception: ['x', { type: 'E' }] }],
    ['exception.values.0.mechanism', exception({ mechanism: 'x' })],
    ['breadcrumbs.values.0', { breadcrumbs: ['x'] }],
    ['breadcrumbs.values.0.data', { breadcrumbs: [{ data: 'x' }] }],
    ['breadcrumbs.values.0.timestamp', { breadcrumbs: [{ timestamp: 'soon' }] }],
    [`${frame}.function`, inFrame({ function: [] })],
  ])('%s, which makes no sense', (name, event) => {
    expect(normalise(event).errors).toEqual([expect.objectContaining({ type: 'invalid_data', name })]);
  });

  it('a field that no event has', () => {
    expect(normalise({ whatever: { a: 1 } }).errors).toEqual([
      { type: 'invalid_attribute', name: 'whatever', reason: 'not a field of an event', value: '{"a":1}' },
    ]);
  });

  it('nothing of an event in order', () => {
    expect(normalise({ ...error, breadcrumbs: [null], sdk: null, request: {}, user: null }).errors).toEqual(
      [],
    );
  });
});

describe('whatever is sent', () => {
  const names =
    'level message logentry exception breadcrumbs request tags contexts extra user sdk modules timestamp release csp threads fingerprint'.split(
      ' ',
    );
  const event = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 6 }));

  it('becomes an event that can be stored', () => {
    fc.assert(
      fc.property(event, (payload) => {
        const parsed = parseBoundedJson(Buffer.from(JSON.stringify(payload)));
        const normal = normalise((parsed.ok ? parsed.value : {}) as JsonObject);
        expect(normal.title.length).toBeGreaterThan(0);
        expect(normal.title.length).toBeLessThanOrEqual(255);
        expect(JSON.stringify(normal)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(groupingHash(normal.grouping)).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 500 },
    );
  });
});
