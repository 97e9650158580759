import fc, { type Arbitrary } from 'fast-check';
import { type Body, type Case, ENDPOINT, type Header, type Parameter, TOKENS } from './case';

/** An arbitrary that is one of several, by weight. */
const weighted = <T>(...choices: readonly (readonly [number, Arbitrary<T>])[]): Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const anyOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const textOf = (characters: string, constraints: fc.ArrayConstraints) =>
  fc.array(anyOf(...characters), constraints).map((picked) => picked.join(''));
const concat = (...parts: readonly Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts: readonly string[]) => texts.join(''));
/** The same letters in any case. */
const inAnyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((c, at) => (upper[at] ? c.toUpperCase() : c.toLowerCase())).join(''));

/** A JSON string that is the same in every encoding. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const TOKEN68 = 'ABCXYZabcxyz0189-._~+/';
/** Printable characters that no token has, a letter beyond ASCII as bytes, and bytes that no header has. */
const FOREIGN = ',;"\'\\(){}[]<>@:?=% \t\x80\xa0\xff\xc3\xbc';
const FORBIDDEN = '\0\x01\x0b\x1f\x7f';
const METHODS = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO', 'get'];

const token: Arbitrary<string> = weighted<string>(
  [8, anyOf(TOKENS.good)],
  [3, anyOf(TOKENS.weak)],
  [1, anyOf(TOKENS.good.toUpperCase(), TOKENS.good.slice(1), `${TOKENS.good}=`, `${TOKENS.good}==`)],
  [2, textOf(TOKEN68, { maxLength: 12 })],
  [1, concat(textOf(TOKEN68, { maxLength: 4 }), anyOf('=', '==', '=a', '=='.repeat(9)))],
  [2, concat(anyOf('', TOKENS.good), textOf(FOREIGN, { maxLength: 4 }), anyOf('', TOKENS.good))],
  [1, concat(anyOf('', TOKENS.good), anyOf(...FORBIDDEN), anyOf('', TOKENS.good))],
  [1, anyOf(500, 512, 513, 4_000, 20_000).map((length) => 'x'.repeat(length))],
  [1, anyOf('undefined', 'null', '__proto__', '[object Object]', '{}', "' or 1=1 --", '$ne', '')],
);
const scheme = weighted(
  [12, anyOf('Bearer')],
  [3, inAnyCase('Bearer')],
  [1, anyOf('Basic', 'Token', 'Bear', 'Bearerer', 'Bearer,', '', '"Bearer"', 'Bearer:', 'Bearer=')],
);
const between = weighted(
  [14, anyOf(' ')],
  [1, anyOf('', '  ', '\t', ' \t', ',', ', ', '=', '\xa0', '\r\n ')],
);
const around = weighted([9, anyOf('')], [1, anyOf(' ', '\t', '  ', ',', ' ,', '\t ')]);

const authorization: Arbitrary<Header> = fc.record({
  name: weighted([6, anyOf('Authorization')], [1, inAnyCase('authorization')]),
  value: weighted(
    [20, concat(anyOf(' ', ' ', ''), around, scheme, between, token, around)],
    [1, concat(anyOf(' '), scheme, between, token, anyOf(', '), scheme, between, token)],
    [1, anyOf('', ' ', ' Bearer', ' Bearer ', ` ${TOKENS.good}`, ' Basic YTpi')],
  ),
});
/** Headers that servers or proxies may take for a credential or for another request, and that are none here. */
const bystander: Arbitrary<Header> = fc.record({
  name: anyOf(
    ...['Proxy-Authorization', 'X-Authorization', 'X-Access-Token', 'X-HTTP-Method-Override', 'Cookie'],
    ...[
      'X-Original-URL',
      'X-Forwarded-For',
      'Accept',
      'Accept-Encoding',
      'access_token',
      'Upgrade',
      'Origin',
    ],
  ),
  value: weighted(
    [2, token.map((text) => ` Bearer ${text}`)],
    [1, token],
    [
      2,
      anyOf(' access_token=' + TOKENS.good, ' GET', ' gzip', ' application/openmetrics-text', ' websocket'),
    ],
  ),
});
const crowd = fc
  .integer({ min: 90, max: 120 })
  .map((count) => Array.from({ length: count }, (_none, at) => ({ name: `X-${at}`, value: ' 1' })));

const headers = fc
  .tuple(
    weighted(
      [3, anyOf<Header[]>([])],
      [20, fc.array(authorization, { minLength: 1, maxLength: 1 })],
      [2, fc.array(authorization, { minLength: 2, maxLength: 3 })],
    ),
    fc.array(bystander, { maxLength: 2 }),
    weighted([60, anyOf<Header[]>([])], [1, crowd]),
    fc.boolean(),
  )
  .map(([own, others, many, ownFirst]) =>
    ownFirst ? [...own, ...others, ...many] : [...others, ...many, ...own],
  );

const KEYS = ['access_token', 'access_token[]', 'access_token[$ne]', 'access_token[a][b]'];
const OTHER_KEYS = ['a', 'ACCESS_TOKEN', 'accesstoken', 'access_token_type', 'token', 'x[access_token]', ''];
const encoded = (text: string, escapes: readonly boolean[]) =>
  [...text]
    .map((c, at) => {
      const hex = c.charCodeAt(0).toString(16).padStart(2, '0');
      return (escapes[at] ?? false) || /[^A-Za-z0-9_.~[\]$-]/.test(c) ? `%${hex}` : c;
    })
    .join('');
const parameter: Arbitrary<Parameter> = fc
  .record({
    key: weighted([3, anyOf(...KEYS)], [2, anyOf(...OTHER_KEYS)]),
    value: token.filter((text) => text.length < 600),
    escapes: weighted([3, anyOf<boolean[]>([])], [1, fc.array(fc.boolean(), { maxLength: 16 })]),
    hasValue: weighted([9, anyOf(true)], [1, anyOf(false)]),
  })
  .map(({ key, value, escapes, hasValue }) => ({
    key,
    written: encoded(key, escapes) + (hasValue ? `=${encoded(value, [])}` : ''),
  }));
const query = weighted([6, anyOf<Parameter[]>([])], [2, fc.array(parameter, { minLength: 1, maxLength: 3 })]);

/** JSON texts with a token where a body parser's users look for it, or something else there, or elsewhere. */
const json = weighted(
  [3, token.map((text) => `{"access_token":${quoted(text)}}`)],
  [
    2,
    anyOf('{"$ne":null}', `["${TOKENS.good}"]`, '[[]]', '{}', '1', 'true', 'null', '{"toString":1}').map(
      (odd) => `{"access_token":${odd}}`,
    ),
  ],
  [1, anyOf('null', '[]', '"access_token"', `{"a":{"access_token":"${TOKENS.good}"}}`, '{"__proto__":1}')],
  [1, anyOf('', '{"access_token', '{'.repeat(2_000))],
);
const form = fc.array(parameter, { minLength: 1, maxLength: 3 });
const body: Arbitrary<Body> = fc
  .record({
    written: weighted(
      [4, json.map((content) => ({ type: 'application/json', content }))],
      [
        4,
        form.map((parameters) => ({
          type: 'application/x-www-form-urlencoded',
          content: parameters.map(({ written }) => written).join('&'),
        })),
      ],
      [1, anyOf({ type: 'text/plain', content: `access_token=${TOKENS.good}` })],
    ),
    framing: weighted<Body['framing']>([20, anyOf('length')], [9, anyOf('chunks')], [1, anyOf('wrong')]),
  })
  .map(({ written, framing }) => ({ ...written, framing }));

const path = weighted(
  [
    12,
    anyOf('', '/', '/django/', '/django').map((rest) => ({ text: `${ENDPOINT}${rest}`, isEndpoint: true })),
  ],
  [1, anyOf({ text: '/API/0/Observability', isEndpoint: true })],
  [1, anyOf({ text: `http://127.0.0.1${ENDPOINT}`, isEndpoint: true })],
  [
    1,
    anyOf(
      ...[`/${ENDPOINT}`, `${ENDPOINT}/x`, `${ENDPOINT}/..`, `${ENDPOINT}%2f`, `${ENDPOINT};/`],
      ...['/api/0/observabilit%79', `${ENDPOINT}/django/${TOKENS.good}`, `${ENDPOINT}/%00`],
    ).map((text) => ({ text, isEndpoint: false })),
  ],
);

/** Requests that ask for the protected endpoint in every way that may be right or wrong. */
export const cases: Arbitrary<Case> = fc.record({
  method: weighted([8, anyOf('GET')], [3, anyOf(...METHODS)]),
  path,
  query,
  headers,
  body: weighted<Body | undefined>([6, anyOf(undefined)], [3, body]),
});
