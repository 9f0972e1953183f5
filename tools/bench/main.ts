import { cpus, totalmem } from "node:os";
import { type Kills, measureKills } from "../../test/durability/kills/kills.ts";
import type { Part } from "../../test/durability/kills/stack.ts";
import { measureBulkStart } from "./bulkStart.ts";
import { bundleKb } from "./bundle.ts";
import { compileMs } from "./compileTimes.ts";
import { agreementP95Ms, mailsPerSecond, slotsP95Ms } from "./domain.ts";
import { measureEditor } from "./editor.ts";
import { firstEffectMs } from "./latency.ts";
import { undoneWhenStopped, untilStopped } from "./leaving.ts";
import { mailCosts } from "./mailCosts.ts";
import { pagesP95Ms } from "./pages.ts";
import { publishP95Ms } from "./publish.ts";
import { throughRoughRelay } from "./relay.ts";
import { type Bench, startBench } from "./running.ts";
import { eventsPerDelayEmail, measureSteps } from "./steps.ts";
import { measureWaiting } from "./waiting.ts";

/** What can be measured, by the names of DESIGN §9. `needs` says whether servers are started for it. */
const measures: Record<string, { needs: "nothing"; run(): Promise<object> } | { needs: "servers"; run(bench: Bench): Promise<object> }> = {
  compileMs: { needs: "nothing", run: async () => ({ compileMs: compileMs() }) },
  bundleKb: { needs: "nothing", run: async () => ({ bundleKb: await bundleKb() }) },
  eventsPerDelayEmail: { needs: "servers", run: async (bench) => ({ eventsPerDelayEmail: await eventsPerDelayEmail(bench) }) },
  firstEffectMs: { needs: "servers", run: async (bench) => ({ firstEffectMs: await firstEffectMs(bench) }) },
  stepsRatio: { needs: "servers", run: measureSteps },
  slotsP95Ms: { needs: "servers", run: async () => ({ slotsP95Ms: await slotsP95Ms() }) },
  mailsPerSecond: { needs: "servers", run: async () => ({ mailsPerSecond: await mailsPerSecond() }) },
  mailCosts: { needs: "servers", run: async () => ({ mailCosts: await mailCosts() }) },
  relay: { needs: "servers", run: async () => ({ relay: await throughRoughRelay(Number(process.env.FIRMFLOW_RELAY_MAILS ?? 10_000)) }) },
  agreementP95Ms: { needs: "servers", run: async () => ({ agreementP95Ms: await agreementP95Ms() }) },
  bulkStart: { needs: "servers", run: async (bench) => ({ bulkStart: await measureBulkStart(bench) }) },
  waiting: { needs: "servers", run: async (bench) => ({ waiting: await measureWaiting(bench) }) },
  publishP95Ms: { needs: "servers", run: async () => ({ publishP95Ms: await publishP95Ms() }) },
  pagesP95Ms: { needs: "servers", run: async () => ({ pagesP95Ms: await pagesP95Ms() }) },
  editor: { needs: "servers", run: measureEditor },
  kills: { needs: "nothing", run: async () => ({ kills: await killsOf(["worker", "api", "dispatcher", "temporal"], 100, 500) }) },
  killsOfMongo: { needs: "nothing", run: async () => ({ killsOfMongo: await killsOf(["mongo"], 10, 50) }) },
};
/** Only when asked for by name: they take many minutes. */
const byNameOnly = ["relay", "bulkStart", "waiting", "pagesP95Ms", "kills", "killsOfMongo"];
/** Measured together with another. */
const same: Record<string, string> = { stepsPerSecond: "stepsRatio", steps: "stepsRatio" };

/** FIRMFLOW_KILLS and FIRMFLOW_KILL_RUNS make it shorter. */
async function killsOf(parts: readonly Part[], times: number, runs: number): Promise<Kills> {
  const { FIRMFLOW_KILLS: kills, FIRMFLOW_KILL_RUNS: killRuns } = process.env;
  const say = (line: string) => console.error(line);
  const asked = { parts, times: Number(kills ?? times), runs: Number(killRuns ?? runs), say, started: undoneWhenStopped };
  const found = await measureKills(asked);
  if (found.lost > 0 || found.doubled > 0) process.exitCode = 1;
  return found;
}

async function main(args: string[]): Promise<void> {
  const json = args.includes("--json");
  const asked = args.filter((one) => !one.startsWith("--")).map((name) => same[name] ?? name);
  const unknown = asked.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length) {
    console.error(
      `Nothing here is called ${unknown.join(", ")}. There are: ${[...Object.keys(measures), ...Object.keys(same)].join(", ")}.`,
    );
    process.exit(2);
  }
  const wanted = Object.entries(measures).filter(([name]) => (asked.length === 0 ? !byNameOnly.includes(name) : asked.includes(name)));
  const bench = wanted.some(([, one]) => one.needs === "servers") ? await startBench() : null;
  const found: Record<string, unknown> = {};
  try {
    for (const [name, one] of wanted) {
      if (!json) console.error(`measuring ${name} …`);
      if (one.needs === "nothing") Object.assign(found, await one.run());
      else if (bench) Object.assign(found, await one.run(bench));
    }
  } finally {
    await bench?.stop();
  }
  const machine = {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    database: bench?.database ?? null,
    date: new Date().toISOString(),
  };
  if (json) console.log(JSON.stringify({ ...found, ...machine }));
  else print({ ...found, ...machine });
}

function print(found: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(found)) {
    const text =
      value !== null && typeof value === "object"
        ? Object.entries(value)
            .map(([name, one]) => `${name} ${one}`)
            .join("  ")
        : value;
    console.log(`${key.padEnd(28)}${text}`);
  }
}

await untilStopped(() => main(process.argv.slice(2)));
process.exit();
