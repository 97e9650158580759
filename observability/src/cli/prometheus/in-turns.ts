/** How many requests are under way at once. */
const atOnce = 8;

/** Does something for each item, a few at once; results in the order of the items. Rejects with the first failure. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  step: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += atOnce) {
    results.push(...(await Promise.all(items.slice(first, first + atOnce).map(step))));
  }
  return results;
}
