import { setTimeout as sleep } from 'node:timers/promises';
import { FairSlots } from './fair-slots';
import { Overloaded } from './overloaded';

const long = 60_000;
const slotsOf = (slots: number, waiting: number, patienceMs = long) =>
  new FairSlots({ resource: 'storing', slots, waiting, patienceMs });

/** A work that ends when it is told to. */
function work() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { run: () => ended, end: () => end() };
}

describe('few works at once', () => {
  it('never runs more than there are slots', async () => {
    const slots = slotsOf(3, 100);
    let running = 0;
    let most = 0;
    const one = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 40 }, (_, index) => slots.run(`owner ${index % 4}`, one)));
    expect([most, running]).toEqual([3, 0]);
  });

  it('lets owners take turns', async () => {
    const slots = slotsOf(1, 100);
    const holding = work();
    const order: string[] = [];
    const note = (name: string) => slots.run(name, () => Promise.resolve(void order.push(name)));
    const all = [slots.run('busy', holding.run)];
    for (let count = 0; count < 5; count += 1) all.push(note('busy'));
    all.push(note('calm'));
    holding.end();
    await Promise.all(all);
    expect(order.indexOf('calm')).toBeLessThanOrEqual(1);
    expect(order).toHaveLength(6);
  });

  it('refuses who would wait in more than its share of the places, and still takes others', async () => {
    const slots = slotsOf(1, 10);
    const holding = work();
    const first = slots.run('busy', holding.run);
    const outcomes = Array.from({ length: 20 }, () =>
      slots.run('busy', () => Promise.resolve('done')).catch((error: unknown) => error),
    );
    const other = slots.run('calm', () => Promise.resolve('calm is done'));
    holding.end();
    await first;
    const results = await Promise.all(outcomes);
    expect(results.filter((result) => result === 'done')).toHaveLength(5);
    expect(results.filter((result) => result instanceof Overloaded)).toHaveLength(15);
    await expect(other).resolves.toBe('calm is done');
  });

  it('gives up waiting in the end, and the slot goes on to others', async () => {
    const slots = slotsOf(1, 10, 20);
    const holding = work();
    const first = slots.run('busy', holding.run);
    await expect(slots.run('calm', () => Promise.resolve())).rejects.toBeInstanceOf(Overloaded);
    holding.end();
    await first;
    await expect(slots.run('calm', () => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('counts a large work as several, and at most as all', async () => {
    const slots = slotsOf(4, 100);
    let taken = 0;
    let most = 0;
    const one = (size: number) => async () => {
      taken += size;
      most = Math.max(most, taken);
      await sleep(1);
      taken -= size;
    };
    await Promise.all([1, 3, 4, 2, 1, 1].map((size, index) => slots.run(`o${index % 2}`, one(size), size)));
    expect([most <= 4, taken]).toEqual([true, 0]);
    await expect(slots.run('huge', () => Promise.resolve('done'), 99)).resolves.toBe('done');
  });

  it('gives the slot on when a work fails', async () => {
    const slots = slotsOf(1, 10);
    await expect(slots.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(slots.run('a', () => Promise.resolve(1))).resolves.toBe(1);
  });
});
