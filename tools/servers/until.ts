/**
 * Asks again and again until the answer is true. For servers of others, which have no event to wait for.
 * Resolves with false once `timeoutMs` is over.
 */
export async function until(ask: () => Promise<boolean> | boolean, timeoutMs: number, everyMs = 50): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (await ask()) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
