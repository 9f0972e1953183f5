/** Waits until something that others bring about on their own is there, and gives it. After very long, says what did not come. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + 240_000; ; ) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`It did not come to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
