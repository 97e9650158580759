import { createFaultBoard, type FaultBoard } from './board';
import { catalogue, faultNames, gradeOf } from './catalogue';

const boards: FaultBoard[] = [];
const board = (...options: Parameters<typeof createFaultBoard>): FaultBoard => {
  const created = createFaultBoard(...options);
  boards.push(created);
  return created;
};
afterEach(() => Promise.all(boards.splice(0).map((created) => created.stop())));

describe('grades', () => {
  test.each(faultNames)('the example of %s is right', (name) => {
    expect(gradeOf(name, catalogue[name].example)).toMatchObject(catalogue[name].example);
  });

  test('what is left out has its default', () => {
    expect(gradeOf('errors', { share: 1 })).toEqual({ share: 1, scope: 'all', status: 503 });
    expect(gradeOf('latency', { ms: 5 })).toEqual({ ms: 5, jitter: 0, scope: 'all' });
  });

  test.each([
    ['errors', {}, 'share is missing: must be a number from 0 to 1'],
    ['errors', { share: '1' }, 'share is "1": must be a number from 0 to 1'],
    ['errors', { share: -0.1 }, 'share is -0.1'],
    ['errors', { share: 1, scope: 'web' }, 'scope is "web": must be one of "all", "ingest", "api"'],
    ['errors', { share: 1, status: 200 }, 'status is 200: must be 500 or 503'],
    ['errors', { share: 1, shares: 2 }, 'unknown field "shares"'],
    ['latency', { ms: 0 }, 'ms is 0: must be a number from 1 to 60000'],
    ['latency', { ms: 100, jitter: 200 }, 'jitter is 200: must not be larger than ms'],
    ['api-down', { share: 1 }, 'unknown field "share"'],
    ['api-down', { forSeconds: 0 }, 'forSeconds is 0: must be a number from 1 to 86400'],
    ['database-gone', [], 'the body is []'],
  ] as const)('%s does not take %j', (name, grade, message) => {
    const refused = expect.objectContaining({
      code: 'FAULT_INVALID',
      status: 400,
      message: expect.stringContaining(message) as string,
    }) as Error;
    expect(() => gradeOf(name, grade)).toThrow(refused);
    expect(() => gradeOf(name, grade)).toThrow('An example that works: {');
  });
});

describe('switches', () => {
  test('a fault is on with its grade until it is switched off', async () => {
    const faults = board();
    expect((await faults.list()).map(({ name, on }) => [name, on])).toEqual(
      faultNames.map((name) => [name, false]),
    );
    expect(await faults.set('latency', { ms: 10 })).toMatchObject({ on: true, grade: { ms: 10 } });
    expect(faults.active('latency')).toEqual({ ms: 10, jitter: 0, scope: 'all' });
    expect(await faults.clear('latency')).toMatchObject({ on: false });
    expect(faults.active('latency')).toBeUndefined();
  });

  test('an unknown fault is refused by every switch', async () => {
    const refused = { code: 'FAULT_UNKNOWN', status: 404 };
    await expect(board().set('fire', {})).rejects.toMatchObject(refused);
    await expect(board().clear('fire')).rejects.toMatchObject(refused);
  });

  test('a refused change leaves the fault as it was', async () => {
    const faults = board();
    await faults.set('errors', { share: 0.5 });
    await expect(faults.set('errors', { share: 5 })).rejects.toMatchObject({ code: 'FAULT_INVALID' });
    expect(faults.active('errors')?.share).toBe(0.5);
  });

  test('it ends by itself, effect included, and a new grade moves the end', async () => {
    const steps: string[] = [];
    const faults = board({ effects: { 'api-down': effect(steps) } });
    await faults.set('api-down', { forSeconds: 60 });
    const changed = await faults.set('api-down', { forSeconds: 1 });
    expect(Date.parse(changed.expiresAt ?? '') - Date.parse(changed.since ?? '')).toBeLessThan(1500);
    expect(steps).toEqual(['begin']);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await faults.list()).some(({ on }) => on)).toBe(false);
    expect(steps).toEqual(['begin', 'end']);
  });

  test('an end that fails is told, and tried again', async () => {
    const told: string[] = [];
    let failures = 1;
    const end = () => (failures-- > 0 ? Promise.reject(new Error('port taken')) : Promise.resolve());
    jest.useFakeTimers();
    try {
      const effects = { 'api-down': { begin: () => Promise.resolve(), end } };
      const faults = board({ effects, warn: (problem) => told.push(problem) });
      await faults.set('api-down', { forSeconds: 60 });
      await jest.advanceTimersByTimeAsync(61_000);
      expect(told).toEqual([expect.stringContaining('port taken')]);
      expect((await faults.list()).filter(({ on }) => on)).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(15_000);
      expect((await faults.list()).filter(({ on }) => on)).toEqual([]);
      expect(told).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  test('a fault without an end does not inherit one', async () => {
    const faults = board();
    await faults.set('errors', { share: 1, forSeconds: 1 });
    await faults.set('errors', { share: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(faults.active('errors')).toBeDefined();
  });

  test('effects run one after another, in the order of the switches', async () => {
    const steps: string[] = [];
    const faults = board({ effects: { 'api-down': effect(steps, 20) } });
    await Promise.all([faults.set('api-down', {}), faults.clear('api-down'), faults.set('api-down', {})]);
    expect(steps).toEqual(['begin', 'end', 'begin']);
    await faults.clear('api-down');
    await faults.clear('api-down');
    expect(steps).toEqual(['begin', 'end', 'begin', 'end']);
  });

  test('an effect that fails is told, and the fault stays off', async () => {
    const broken = { begin: () => Promise.reject(new Error('port taken')), end: () => Promise.resolve() };
    const faults = board({ effects: { 'api-down': broken } });
    await expect(faults.set('api-down', {})).rejects.toMatchObject({
      code: 'FAULT_FAILED',
      message: expect.stringContaining('"api-down" could not be applied: port taken') as string,
    });
    expect((await faults.list()).some(({ on }) => on)).toBe(false);
  });
});

function effect(steps: string[], ms = 0) {
  const step = (name: string) => async () => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    steps.push(name);
  };
  return { begin: step('begin'), end: step('end') };
}
