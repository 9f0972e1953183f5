import { pino } from "pino";
import { createApiKey } from "../../domain/staff/index.ts";
import { apiApp } from "../../test/support/api.ts";
import { aFilledFirm } from "./pagesFilled.ts";
import { staffPages } from "./staffPages.ts";

/** Runs in the firm; fewer where there is less time. Each has ten journal lines, each ten have a matter. */
const runCount = Number(process.env.FIRMFLOW_BENCH_PAGE_RUNS ?? 100_000);
const samples = 20;
/** An address that takes longer has few samples: what is slow is seen at once. */
const longestMs = 4_000;

/**
 * Milliseconds, for 95 of 100, until the data of the slowest staff page is there, in a firm that has worked for years. Where FIRMFLOW_BENCH_DATA
 * names a folder, what was filled once is measured again.
 */
export async function pagesP95Ms(): Promise<number> {
  const filled = await aFilledFirm(runCount);
  const { key } = await createApiKey(filled.scope, { name: "Bench", role: "owner" });
  const { http } = apiApp([], undefined, pino({ level: "error" }, pino.destination(2)));
  const times: ({ address: string } & Took)[] = [];
  for (const address of staffPages(filled)) {
    const found = await p95(async () => {
      const answer = await http.get(`/api${address}`).set({ authorization: `Bearer ${key}` });
      if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    });
    times.push({ address, ...found });
  }
  times.sort((a, b) => b.ms - a.ms);
  for (const { address, ms, half, first } of times.slice(0, 12))
    console.error(
      `${Math.round(ms)} ms (half ${Math.round(half)}, the first time ${Math.round(first)}) ${address.replaceAll(/[a-z]+_\w{26}/g, "…")}`,
    );
  return Math.round(times[0]?.ms ?? 0);
}

/** Milliseconds that 95 of 100 stay below, that half do, and of the very first. */
interface Took {
  ms: number;
  half: number;
  first: number;
}

/** Once to warm up, then so often, or for so long. */
async function p95(ask: () => Promise<void>): Promise<Took> {
  const timed = async () => {
    const from = performance.now();
    await ask();
    return performance.now() - from;
  };
  const first = await timed();
  const took: number[] = [];
  for (const begun = performance.now(); took.length < samples && performance.now() - begun < longestMs; ) took.push(await timed());
  took.sort((a, b) => a - b);
  return { ms: took[Math.floor(took.length * 0.95)] ?? 0, half: took[Math.floor(took.length / 2)] ?? 0, first };
}
