import { createFaultBoard } from './board';
import { apiFaults, supervisedFaults } from './catalogue';
import { combineFaults } from './combine';

const broken = (reason: string) => ({
  begin: () => Promise.resolve(),
  end: () => Promise.reject(new Error(reason)),
});

test('mending everything mends what can be mended, and tells of what could not', async () => {
  const api = createFaultBoard({ names: apiFaults, effects: { 'api-down': broken('port taken') } });
  const supervised = createFaultBoard({ names: supervisedFaults });
  const all = combineFaults(api, supervised);
  for (const name of ['api-down', 'database-gone', 'prometheus-down']) await all.set(name, {});
  await expect(all.clearAll()).rejects.toMatchObject({
    code: 'FAULT_FAILED',
    message: expect.stringContaining('"api-down" could not be applied: port taken') as string,
  });
  expect((await all.list()).filter(({ on }) => on).map(({ name }) => name)).toEqual(['api-down']);
});

test('where several could not be mended, each is told', async () => {
  const api = createFaultBoard({ names: apiFaults, effects: { 'api-down': broken('port taken') } });
  const gone = { 'prometheus-down': broken('no engine'), 'alertmanager-down': broken('no answer') };
  const all = combineFaults(api, createFaultBoard({ names: supervisedFaults, effects: gone }));
  for (const name of ['api-down', 'prometheus-down', 'alertmanager-down']) await all.set(name, {});
  await expect(all.clearAll()).rejects.toMatchObject({
    code: 'FAULTS_NOT_MENDED',
    message: expect.stringMatching(/port taken[^]*no engine[^]*no answer/) as string,
  });
});
