import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../root';
import { demoSettings } from './demo-settings';

const settings = {
  TRAFFIC: 'off',
  TRAFFIC_RATE: '5',
  TRAFFIC_DAY_SECONDS: '600',
  TRAFFIC_SEED: '7',
  INBOX_LIMIT: '50',
  WATCHDOG_SECONDS: '120',
};

test('what the environment names is passed on, and nothing else', () => {
  expect(demoSettings({ ...settings, HOST: 'x', PATH: '/bin' })).toEqual(settings);
  expect(demoSettings({ TRAFFIC: '' })).toEqual({});
});

test('a wrong one is refused by its name', () => {
  expect(() => demoSettings({ TRAFFIC: 'no' })).toThrow(/TRAFFIC.*"on" or "off"/);
});

test('containers are passed the same settings', () => {
  const compose = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
  for (const name of Object.keys(settings))
    expect(compose).toMatch(new RegExp(`^ +${name}: \\$\\{${name}:-`, 'm'));
});
