import { sideBySide } from './side-by-side';

test('never more at once than told; the results keep the order of the items', async () => {
  let [now, most] = [0, 0];
  const doubled = await sideBySide([3, 1, 2, 5], 2, async (item) => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, item));
    now -= 1;
    return 2 * item;
  });
  expect(doubled).toEqual([6, 2, 4, 10]);
  expect(most).toBe(2);
});
