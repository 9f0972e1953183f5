const tails = new Map<string, Promise<unknown>>();

/**
 * Lets one piece of work at a time run under a key within this process. Not what makes it correct (transactions do, across processes):
 * it spares the database from trying fifty conflicting transactions again and again.
 */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const tail = mine
    .catch(() => undefined)
    .finally(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
  tails.set(key, tail);
  return mine;
}
