import express from 'express';
import { Registry } from 'prom-client';
import { send, serve } from '../http/server.test.support';
import { bearerAuthentication } from './bearer-authentication';
import { metricsEndpoint } from './metrics-endpoint';

/** As from JavaScript: whatever is given. */
const endpoint = metricsEndpoint as (options?: unknown) => ReturnType<typeof metricsEndpoint>;
const authentication = bearerAuthentication as (options?: unknown) => ReturnType<typeof bearerAuthentication>;
const verify = () => undefined;
const withOption = (option: object) => ({ registry: new Registry(), verify, ...option });

test.each([
  ['OBS_OPTIONS_INVALID', 'undefined', undefined],
  ['OBS_OPTIONS_INVALID', '5', 5],
  ['OBS_REGISTRY_MISSING', 'given', { verify }],
  ['OBS_OPTION_UNKNOWN', 'scopes', withOption({ scopes: ['a:read'] })],
  ['OBS_OPTION_UNKNOWN', 'throttel', withOption({ throttel: false })],
  ['OBS_OPTION_UNKNOWN', 'attempt', withOption({ throttle: { attempt: 3 } })],
  ['OBS_FUNCTION_INVALID', '5', withOption({ onError: 5 })],
  ['OBS_FLAG_INVALID', '1', withOption({ withoutToken: 1 })],
  ['OBS_WITHOUT_TOKEN_CONFLICT', 'verify', withOption({ withoutToken: true })],
  ['OBS_WITHOUT_TOKEN_CONFLICT', 'scope', { registry: new Registry(), withoutToken: true, scope: 'a:read' }],
  ['OBS_REGISTRY_UNKNOWN', '[Map]', withOption({ registry: new Map([['a', 'b']]) })],
  ['OBS_VERIFY_INVALID', 'undefined', { registry: new Registry() }],
  ['OBS_VERIFY_INVALID', 'tok', withOption({ verify: 'tok' })],
  ['OBS_REALM_INVALID', '5', withOption({ realm: 5 })],
  ['OBS_REALM_INVALID', 'a\\"b', withOption({ realm: 'a"b' })],
  ['OBS_SCOPE_INVALID', '["a"]', withOption({ scope: ['a'] })],
  ['OBS_SCOPE_INVALID', 'metrics read', withOption({ scope: 'metrics read' })],
  ['OBS_THROTTLE_INVALID', '5', withOption({ throttle: 5 })],
  ['OBS_THROTTLE_INVALID', 'null', withOption({ throttle: null })],
  ['OBS_LIMIT_INVALID', '0', withOption({ throttle: { attempts: 0 } })],
  ['OBS_LIMIT_TOO_LARGE', '1000000000000', withOption({ throttle: { addresses: 1e12 } })],
])('metricsEndpoint says %s about %s, and its own name', (code, value, options) => {
  const named = expect.stringMatching(/metricsEndpoint/) as string;
  const message = expect.stringContaining(value) as string;
  expect(() => endpoint(options)).toThrow(expect.objectContaining({ code, message }) as Error);
  expect(() => endpoint(options)).toThrow(expect.objectContaining({ message: named }) as Error);
});

test.each([
  ['OBS_OPTIONS_INVALID', undefined],
  ['OBS_VERIFY_INVALID', {}],
  ['OBS_OPTION_UNKNOWN', { verify, realms: 'api' }],
  ['OBS_FUNCTION_INVALID', { verify, body: {} }],
  ['OBS_REALM_INVALID', { verify, realm: 5 }],
  ['OBS_THROTTLE_INVALID', { verify, throttle: null }],
])('bearerAuthentication says %s, and its own name', (code, options) => {
  const message = expect.stringContaining('bearerAuthentication') as string;
  expect(() => authentication(options)).toThrow(expect.objectContaining({ code, message }) as Error);
});

describe('what verify answers', () => {
  const answerTo = async (principal: unknown, onError?: (error: unknown) => void) => {
    const options = withOption({ verify: () => principal, ...(onError && { onError }) });
    const served = await serve(express().use(endpoint(options)));
    const headers = { authorization: 'Bearer secret' };
    const { status } = await send(served, { path: '/', headers });
    await served.close();
    return status;
  };

  test.each([true, {}, 'secret', 0, { scopes: 'metrics:read' }])(
    '%p is a named error that does not repeat it, and 503',
    async (principal) => {
      const told: unknown[] = [];
      expect(await answerTo(principal, (error) => told.push(error))).toBe(503);
      expect(told).toMatchObject([{ code: 'OBS_PRINCIPAL_INVALID' }]);
      expect(String(told[0])).toMatch(/"metricsEndpoint".*\w/);
      expect(String(told[0])).not.toContain('secret');
    },
  );

  test.each([undefined, null, false])('%p is nobody: 401', async (nobody) => {
    expect(await answerTo(nobody)).toBe(401);
  });

  test('nobody asked for errors: the process warns', async () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(await answerTo(true)).toBe(503);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('scopes'), 'ObservabilityWarning']]);
    warn.mockRestore();
  });
});
