import { apiSettings } from './api-settings';

test('the API gets its own settings, not what the stack decides', () => {
  const env = { RETENTION_DAYS: '7', LOG_LEVEL: 'warn', PORT: '1', DATA_DIR: '/x', PATH: '/bin' };
  expect(apiSettings(env, 'containers')).toEqual({ RETENTION_DAYS: '7', LOG_LEVEL: 'warn' });
});

test('a database of one’s own is for processes', () => {
  const env = { DATABASE_URL: 'postgresql://me@127.0.0.1/db' };
  expect(apiSettings(env, 'processes')).toEqual(env);
  expect(apiSettings(env, 'containers')).toEqual({});
});

test.each([
  [{ RETENTION_DAYS: '-1' }, /RETENTION_DAYS.*-1/s],
  [{ DATABASE_URL: 'foo' }, /DATABASE_URL.*postgresql:\/\//s],
])('%j stops the start', (env, message) => {
  expect(() => apiSettings(env, 'processes')).toThrow(message);
});
