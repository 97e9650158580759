import { inTurn } from './in-turn';

test('a task that comes while another is under way waits for it; busy is told until both are done', async () => {
  const log: (string | boolean)[] = [];
  const take = inTurn((isBusy) => log.push(isBusy));
  const task = (name: string) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
  };
  await Promise.all([take(task('on')), take(task('off'))]);
  expect(log).toEqual([true, true, 'on begins', 'on ends', 'off begins', 'off ends', false]);
});
