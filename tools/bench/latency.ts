import { dispatch } from "../../domain/events/dispatchers.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { moveStage } from "../../domain/matters/index.ts";
import { benchFirm, mailAtOnce } from "./firm.ts";
import type { Bench } from "./running.ts";

const samples = Number(process.env.FIRMFLOW_BENCH_SAMPLES ?? 60);

/** Milliseconds from an event's being written to the mail server's having the mail it leads to, on an idle system. */
export async function firstEffectMs(bench: Bench): Promise<{ p50: number; p99: number }> {
  const { scope, matter } = await benchFirm();
  const on = [{ event: "matter.stageChanged", where: { "==": [{ var: "event.to" }, "hired"] } }];
  await publishDefinition(scope, { definition: mailAtOnce("at-once", on) });
  const dispatching = dispatch({ name: "bench", onError: (error) => console.error(error) });
  const times: number[] = [];
  try {
    for (let sample = -5; sample < samples; sample++) {
      const { matterId } = await matter();
      await idle();
      const took = await timeToMail(bench, () => moveStage(scope, { matterId, stage: "hired" }));
      if (sample >= 0) times.push(took);
    }
  } finally {
    await dispatching.stop();
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

function timeToMail(bench: Bench, act: () => Promise<unknown>): Promise<number> {
  return new Promise((resolve, reject) => {
    let written = 0;
    bench.onMail(() => resolve(performance.now() - written));
    act().then(() => {
      written = performance.now();
    }, reject);
  });
}

/** Long enough for what went before to have come to rest. */
const idle = () => new Promise((resolve) => setTimeout(resolve, 300));
