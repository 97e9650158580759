import { readDemoConfig, readFaultsConfig } from './config';
import { DemoError } from './errors';

const problemsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readDemoConfig(env);
  } catch (thrown) {
    if (thrown instanceof DemoError) return thrown.message;
    throw thrown;
  }
  return '';
};

test('with nothing set, everything is on loopback and the traffic is on', () => {
  expect(readDemoConfig({})).toMatchObject({
    HOST: '127.0.0.1',
    CONSOLE_PORT: 8080,
    API_URL: 'http://127.0.0.1:8000',
    TRAFFIC: 'on',
    CONSOLE_HOSTS: [],
  });
  expect(readDemoConfig({}).WATCHDOG_SECONDS).toBeUndefined();
  expect(readFaultsConfig({})).toMatchObject({ FAULTS_HOST: '127.0.0.1', FAULTS_PORT: 8001 });
});

test('an empty variable counts as not set, as compose passes it', () => {
  expect(readDemoConfig({ PUBLIC_GRAFANA_URL: '', CONSOLE_PORT: '' })).toMatchObject({ CONSOLE_PORT: 8080 });
});

test('host names are a list', () => {
  expect(readDemoConfig({ CONSOLE_HOSTS: 'Demo.example, other.example ,' }).CONSOLE_HOSTS).toEqual([
    'demo.example',
    'other.example',
  ]);
});

test.each([
  ['CONSOLE_PORT', '80801', 'must be a port from 0 to 65535'],
  ['CONSOLE_PORT', 'http', 'must be a port from 0 to 65535'],
  ['API_URL', 'api:8000', 'must be a URL such as http://127.0.0.1:8000'],
  ['PROMETHEUS_URL', 'ftp://prometheus', 'must be a URL such as'],
  ['TRAFFIC', 'yes', 'must be "on" or "off"'],
  ['TRAFFIC_RATE', '0', 'must be a number from 0.001 to 1000'],
  ['LOG_LEVEL', 'loud', 'must be a level such as "info"'],
])('%s=%s stops the start with the variable, the value and what is allowed', (name, value, allowed) => {
  const message = problemsOf({ [name]: value });
  expect(message).toContain(`${name} is "${value}"`);
  expect(message).toContain(allowed);
});

test('every problem is told at once', () => {
  expect(problemsOf({ TRAFFIC: 'yes', LOG_LEVEL: 'loud' })).toMatch(
    /TRAFFIC is "yes"[^]*LOG_LEVEL is "loud"/,
  );
});
