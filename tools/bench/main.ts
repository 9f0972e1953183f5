import { cpus, totalmem } from "node:os";
import { bundleKb } from "./bundle.ts";
import { compileMs } from "./compileTimes.ts";
import { firstEffectMs } from "./latency.ts";
import { type Bench, startBench } from "./running.ts";
import { eventsPerDelayEmail, measureSteps } from "./steps.ts";

/** What can be measured, by the names of DESIGN §9. `needs` says whether servers are started for it. */
const measures: Record<string, { needs: "nothing"; run(): Promise<object> } | { needs: "servers"; run(bench: Bench): Promise<object> }> = {
  compileMs: { needs: "nothing", run: async () => ({ compileMs: compileMs() }) },
  bundleKb: { needs: "nothing", run: async () => ({ bundleKb: await bundleKb() }) },
  eventsPerDelayEmail: { needs: "servers", run: async (bench) => ({ eventsPerDelayEmail: await eventsPerDelayEmail(bench) }) },
  firstEffectMs: { needs: "servers", run: async (bench) => ({ firstEffectMs: await firstEffectMs(bench) }) },
  stepsRatio: { needs: "servers", run: measureSteps },
};
/** Measured together with another. */
const same: Record<string, string> = { stepsPerSecond: "stepsRatio", steps: "stepsRatio" };

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
  const wanted = Object.entries(measures).filter(([name]) => asked.length === 0 || asked.includes(name));
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

await main(process.argv.slice(2));
process.exit(0);
