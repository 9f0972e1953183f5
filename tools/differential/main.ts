/**
 * `npm run -s differential -- --runs N --seed S --from INSTANT`: compares so many random runs of the simulator and of the real engine (rule
 * 18). Without a seed and a moment in the future, takes random ones and says them, so that what they find is found again.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string", default: "100" }, seed: { type: "string" }, from: { type: "string" } } });
const seed = values.seed ?? String(Math.floor(Math.random() * 1e9));
const from = values.from ?? new Date(Date.now() + Math.random() * 5 * 365 * 86_400_000).toISOString();
process.stdout.write(`${values.runs} runs from seed ${seed} and ${from}\n`);
const root = join(import.meta.dirname, "..", "..");
const child = spawn(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "test/differential"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, FIRMFLOW_DIFFERENTIAL_RUNS: values.runs, FIRMFLOW_DIFFERENTIAL_SEED: seed, FIRMFLOW_DIFFERENTIAL_FROM: from },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
