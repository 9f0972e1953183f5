/** Small enough that no question grows long; the embedded database compares every record found with every one asked for. */
const portion = 100;

/** Asks about many in portions, one after the other, and gives all answers together. */
export async function inPortions<A, B>(many: readonly A[], ask: (some: A[]) => PromiseLike<B[]>): Promise<B[]> {
  const found: B[] = [];
  for (let from = 0; from < many.length; from += portion) found.push(...(await ask(many.slice(from, from + portion))));
  return found;
}
