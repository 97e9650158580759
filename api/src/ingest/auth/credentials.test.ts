import fc from 'fast-check';
import { credentialsOf, type CredentialSources } from './credentials';
import { readDsn, withEnvelopeDsn } from './envelope-dsn';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
const dashed = 'AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA';
const path = '/api/1/envelope/';
const key = (publicKey: string) => ({ kind: 'key', publicKey });

describe('the key of a request', () => {
  it.each<[string, CredentialSources, object]>([
    ['in the query', { url: `${path}?sentry_version=7&sentry_key=${a}` }, key(a)],
    ['by its other name', { url: `${path}?glitchtip_key=${a}` }, key(a)],
    ['with dashes and capitals', { url: `${path}?sentry_key=${dashed}` }, key(a)],
    ['in X-Sentry-Auth', { url: path, xSentryAuth: `Sentry sentry_key=${a}, sentry_version=7` }, key(a)],
    ['without spaces', { url: path, xSentryAuth: `sentry sentry_version=7,sentry_key=${a}` }, key(a)],
    ['in Authorization', { url: path, authorization: `Sentry sentry_key=${a}` }, key(a)],
    [
      'beside a token of another scheme',
      { url: `${path}?sentry_key=${a}`, authorization: 'Bearer x' },
      key(a),
    ],
    ['twice the same', { url: `${path}?sentry_key=${a}`, xSentryAuth: `Sentry sentry_key=${a}` }, key(a)],
    ['nowhere', { url: path }, { kind: 'missing' }],
    [
      'in a header that names none',
      { url: path, xSentryAuth: 'Sentry sentry_version=7' },
      { kind: 'missing' },
    ],
    ['in an empty header', { url: path, xSentryAuth: '' }, { kind: 'missing' }],
    ['under an array name', { url: `${path}?sentry_key[]=${a}` }, { kind: 'missing' }],
    ['under an object name', { url: `${path}?sentry_key[$ne]=x` }, { kind: 'missing' }],
    ['not a key', { url: `${path}?sentry_key=abc` }, { kind: 'malformed' }],
    ['empty', { url: `${path}?sentry_key=` }, { kind: 'malformed' }],
    ['one good, one bad', { url: `${path}?sentry_key=${a}&sentry_key=x` }, { kind: 'malformed' }],
    ['two in the query', { url: `${path}?sentry_key=${a}&sentry_key=${b}` }, { kind: 'conflict' }],
    [
      'query and header differ',
      { url: `${path}?sentry_key=${a}`, xSentryAuth: `Sentry sentry_key=${b}` },
      { kind: 'conflict' },
    ],
    [
      'two header lines, joined by Node',
      { url: path, xSentryAuth: `Sentry sentry_key=${a}, Sentry sentry_key=${b}` },
      { kind: 'conflict' },
    ],
  ])('%s', (_, sources, expected) => {
    expect(credentialsOf(sources)).toEqual(expected);
  });

  it('is found or not, but never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (query, xSentryAuth, authorization) => {
        const found = credentialsOf({ url: `${path}?${query}`, xSentryAuth, authorization });
        expect(['key', 'missing', 'malformed', 'conflict']).toContain(found.kind);
      }),
    );
  });
});

describe('the dsn of an envelope', () => {
  it.each([
    [`http://${a}@localhost:8000/1`, { publicKey: a, projectId: '1' }],
    [`https://${a}:secret@host/some/path/42`, { publicKey: a, projectId: '42' }],
    [`http://${a}@localhost/`, undefined],
    [`http://localhost/1`, undefined],
    [`http://short@localhost/1`, undefined],
    ['nonsense', undefined],
    [7, undefined],
  ])('%j', (dsn, expected) => {
    expect(readDsn(dsn)).toEqual(expected);
  });

  it.each([
    ['no dsn', key(a), undefined, key(a)],
    ['a null dsn', { kind: 'missing' }, null, { kind: 'missing' }],
    ['the dsn alone', { kind: 'missing' }, `http://${a}@host/1`, key(a)],
    ['both the same', key(a), `http://${a}@host/1`, key(a)],
    ['another key', key(b), `http://${a}@host/1`, { kind: 'conflict' }],
    ['another project', key(a), `http://${a}@host/2`, { kind: 'conflict' }],
    ['a broken dsn', key(a), 'nonsense', { kind: 'malformed' }],
  ] as const)('joins with the request: %s', (_, request, dsn, expected) => {
    expect(withEnvelopeDsn(request as Parameters<typeof withEnvelopeDsn>[0], dsn, '1')).toEqual(expected);
  });
});
