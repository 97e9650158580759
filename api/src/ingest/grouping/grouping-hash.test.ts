import { normaliseEvent } from '../event/normalise-event';
import type { JsonObject } from '../event/read';
import { groupingComponents, groupingHash } from './grouping-hash';
import { messageTemplate } from './message-template';

const normalise = (event: JsonObject) =>
  normaliseEvent(event, { received: new Date(0), remoteAddress: undefined, scrubAddresses: true }).grouping;
const components = (event: JsonObject) => groupingComponents(normalise(event));
const hash = (event: JsonObject) => groupingHash(normalise(event));

const frame = (change: JsonObject = {}) => ({
  filename: '/srv/releases/17/cart.js',
  module: 'cart',
  function: 'checkout',
  lineno: 12,
  in_app: true,
  ...change,
});
const library = frame({ module: 'express:router', function: 'next', in_app: false });
const error = (frames: JsonObject[], change: JsonObject = {}) => ({
  exception: { values: [{ type: 'TypeError', value: 'no cart 17', stacktrace: { frames }, ...change }] },
});

describe('an error is grouped by its type and the frames of the app', () => {
  it('reads so', () => {
    expect(components(error([library, frame()]))).toEqual(['exception', 'TypeError', 'cart:checkout']);
  });

  it.each<[string, JsonObject]>([
    ['another value', error([frame()], { value: 'no cart 18' })],
    ['another line', error([frame({ lineno: 99 })])],
    ['another folder', error([frame({ filename: '/srv/releases/18/cart.js' })])],
    ['other library frames', error([library, library, frame()])],
    ['a deeper recursion', error([frame(), frame(), frame()])],
    ['an async function', error([frame({ function: 'async checkout' })])],
    ['the same default by name', { ...error([frame()]), fingerprint: ['{{ default }}'] }],
    ['the same default without spaces', { ...error([frame()]), fingerprint: ['{{default}}'] }],
    ['an empty fingerprint', { ...error([frame()]), fingerprint: [] }],
    ['a fingerprint that is a text', { ...error([frame()]), fingerprint: 'x' }],
  ])('the same issue: %s', (_, event) => {
    expect(hash(event)).toBe(hash(error([frame()])));
  });

  it.each<[string, JsonObject]>([
    ['another type', error([frame()], { type: 'RangeError' })],
    ['another function', error([frame({ function: 'pay' })])],
    ['another module', error([frame({ module: 'basket' })])],
    [
      'a cause before it',
      { exception: { values: [{ type: 'Cause', value: 'x' }, ...error([frame()]).exception.values] } },
    ],
    ['a fingerprint', { ...error([frame()]), fingerprint: ['mine'] }],
    ['a fingerprint beside the default', { ...error([frame()]), fingerprint: ['{{ default }}', 'mine'] }],
    ['a message of the same text', { message: 'TypeError: no cart 17' }],
  ])('another issue: %s', (_, event) => {
    expect(hash(event)).not.toBe(hash(error([frame()])));
  });

  it('by all frames when none is the app’s own, and by its value when there is none', () => {
    expect(components(error([library]))).toEqual(['exception', 'TypeError', 'express:router:next']);
    expect(components(error([]))).toEqual(['exception', 'TypeError', 'no cart <number>']);
  });

  it('by the source line of a nameless function, and by a file name without its content hash', () => {
    const nameless = frame({ function: '<anonymous>', context_line: '  go();', module: undefined });
    expect(components(error([nameless]))).toEqual(['exception', 'TypeError', 'cart.js:go();']);
    const bundled = frame({ module: undefined, filename: 'https://cdn.example/main.3f2a9c41.js' });
    expect(components(error([bundled]))).toEqual(['exception', 'TypeError', 'main.<hash>.js:checkout']);
  });
});

it('two messages with the same stack are two issues, unless only numbers differ', () => {
  const said = (value: string) => ({ message: value, ...error([frame()], { type: undefined, value }) });
  expect(hash(said('low stock of 3'))).toBe(hash(said('low stock of 4')));
  expect(hash(said('low stock of 3'))).not.toBe(hash(said('no stock')));
});

describe('a fingerprint', () => {
  it('takes numbers and booleans as texts and leaves the rest out', () => {
    expect(components({ message: 'm', fingerprint: ['a', 7, true, null, {}] })).toEqual([
      'fingerprint:a',
      'fingerprint:7',
      'fingerprint:true',
    ]);
  });
  it('cannot pass for default components', () => {
    expect(hash({ message: 'm', fingerprint: ['message', 'm'] })).not.toBe(hash({ message: 'm' }));
  });
});

describe('a message is grouped by its template', () => {
  it.each<[string, JsonObject, JsonObject, boolean]>([
    ['numbers differ', { message: 'order 17 failed' }, { message: 'order 18 failed' }, true],
    ['words differ', { message: 'order failed' }, { message: 'payment failed' }, false],
    [
      'the SDK names the template',
      { logentry: { message: 'hi %s', formatted: 'hi Ann' } },
      { logentry: { message: 'hi %s', formatted: 'hi Bob' } },
      true,
    ],
    [
      'a policy, from the same host',
      { csp: { effective_directive: 'img-src', blocked_uri: 'https://a.example/1.png' } },
      { csp: { effective_directive: 'img-src', blocked_uri: 'https://a.example/2.png' } },
      true,
    ],
  ])('%s', (_, one, other, same) => {
    expect(hash(one) === hash(other)).toBe(same);
  });

  it.each([
    ['user 6f9619ff-8b86-d011-b42d-00cf4fc964ff left', 'user <uuid> left'],
    ['at 2026-03-01T12:00:00.123Z', 'at <date>'],
    ['from 192.0.2.7:8080', 'from <ip>:<number>'],
    ['object at 0xDEADBEEF', 'object at <hex>'],
    ['commit 3f2a9c41d0', 'commit <hex>'],
    ['took 1.5 s, -3 left', 'took <number> s, <number> left'],
    ['decade facade deadbeef', 'decade facade deadbeef'],
  ])('%s', (message, template) => {
    expect(messageTemplate(message)).toBe(template);
  });

  it('is quick on a text made to slow it down', () => {
    const started = performance.now();
    for (const unit of ['a', '0', '1.', '-', '0x', 'f1', '2026-01-01T'])
      messageTemplate(unit.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('the digest is pinned: to change it splits every stored issue in two', () => {
  expect(hash(error([library, frame()]))).toMatchInlineSnapshot(
    `"0c221efd9eafcd2615d3135f1888c122e9f6b85bbc926fd86da15d0e06adbc9a"`,
  );
  expect(hash({ message: 'order 17 failed' })).toMatchInlineSnapshot(
    `"028ee395e703787e06db1b22d59cae417d58a69241342a5bc7722fba64570fb7"`,
  );
});
