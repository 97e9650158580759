/** Most names in one query. */
const mostAtOnce = 1000;

interface Waiting<Found> {
  readonly resolve: (found: Found | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks names up, one query at a time: what is asked while a query runs goes into the next one together. However many
 * names anonymous clients invent, they take one connection to the database, and a good one waits for two queries.
 *
 * @param load answers many names at once; a name without an entry was not found.
 * @returns the look-up of one name; rejects when its query does.
 */
export function batchedLookUps<Found>(
  load: (names: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
): (name: string) => Promise<Found | undefined> {
  const waiting = new Map<string, Waiting<Found>[]>();
  let isRunning = false;

  async function runBatch(): Promise<void> {
    const batch = [...waiting].slice(0, mostAtOnce);
    for (const [name] of batch) waiting.delete(name);
    try {
      const found = await load(batch.map(([name]) => name));
      for (const [name, requests] of batch) for (const { resolve } of requests) resolve(found.get(name));
    } catch (error) {
      for (const [, requests] of batch) for (const { reject } of requests) reject(error);
    }
  }

  async function runAll(): Promise<void> {
    isRunning = true;
    while (waiting.size > 0) await runBatch();
    isRunning = false;
  }

  return (name) =>
    new Promise((resolve, reject) => {
      const requests = waiting.get(name);
      if (requests === undefined) waiting.set(name, [{ resolve, reject }]);
      else requests.push({ resolve, reject });
      if (!isRunning) void runAll();
    });
}
