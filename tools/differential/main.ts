/** `npm run -s differential -- --runs N --seed S`: compares so many random runs of the simulator and of the real engine (rule 18). */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string", default: "100" }, seed: { type: "string" } } });
const seed = values.seed ?? String(Math.floor(Math.random() * 1e9));
process.stdout.write(`${values.runs} runs from seed ${seed}\n`);
const root = join(import.meta.dirname, "..", "..");
const child = spawn(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "test/differential"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, FIRMFLOW_DIFFERENTIAL_RUNS: values.runs, FIRMFLOW_DIFFERENTIAL_SEED: seed },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
