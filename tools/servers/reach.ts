/**
 * Throws within a few seconds when a host can't be reached. Asked before every download: where only package
 * registries are reachable, a downloader left to itself may try for minutes.
 */
export async function mustReach(url: string, timeoutMs = 3_000): Promise<void> {
  const host = new URL(url).host;
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(timeoutMs) });
    await answer.body?.cancel();
  } catch {
    throw new Error(`${host} can't be reached`);
  }
}

/** A promise that gives up: what hangs is treated as failed. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${Math.round(ms / 1000)} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
