/** Milliseconds that 95 of 100 stay below; the first five warm up and do not count. */
export async function p95(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let at = -5; at < times; at++) {
    const from = performance.now();
    await work();
    if (at >= 0) took.push(performance.now() - from);
  }
  return Math.round((took.sort((a, b) => a - b)[Math.floor(times * 0.95)] ?? 0) * 10) / 10;
}
