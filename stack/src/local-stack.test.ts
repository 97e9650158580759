import type { ComponentName } from './components';
import { LocalStack } from './local-stack';
import type { Runner } from './runner';

test('a component that fails to stop does not leave the others running, and is told', async () => {
  const stopped: string[] = [];
  const runner = (name: string): Runner => ({
    kill: () => Promise.resolve(),
    restart: () => Promise.resolve(runner(name)),
    logs: () => Promise.resolve(''),
    stop: () => {
      stopped.push(name);
      return name === 'prometheus' ? Promise.reject(new Error('it does not end')) : Promise.resolve();
    },
  });
  const names: ComponentName[] = ['api', 'alertmanager', 'prometheus', 'demo'];
  const stack = new LocalStack({
    backend: 'processes',
    data: '',
    urls: { prometheus: '', alertmanager: '' },
    missing: [],
    runners: new Map(names.map((name) => [name, runner(name)])),
    release: () => Promise.resolve(void stopped.push('release')),
  });
  await expect(stack.stop()).rejects.toThrow('it does not end');
  expect(stopped).toEqual(['demo', 'prometheus', 'alertmanager', 'api', 'release']);
});
