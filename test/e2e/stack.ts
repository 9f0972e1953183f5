import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../../tools/servers/ports.ts";
import { builtScreens } from "../support/browser.ts";
import { devServer } from "../support/temporal.ts";

const root = resolve(import.meta.dirname, "../..");

/**
 * Everything `npm start` starts, by the same program: Mongo server, inbox, API, worker, built screens, the demonstration firm. Only Temporal
 * is that of the tests, with a task queue of its own.
 */
export async function startFirmflow(settings: NodeJS.ProcessEnv = {}) {
  const data = await mkdtemp(join(tmpdir(), "firmflow-e2e-"));
  const [port = 0, mongo, smtp, inbox] = await Promise.all(Array.from({ length: 4 }, () => freePort()));
  const screens = await builtScreens();
  const temporal = devServer();
  const { SMTP_URL: _inbox, MONGODB_URL: _mongo, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, "tools/start/main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...env,
      NODE_ENV: "production",
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      FIRMFLOW_DATA: data,
      FIRMFLOW_SCREENS: screens,
      FIRMFLOW_SMTP_PORT: String(smtp),
      FIRMFLOW_INBOX_PORT: String(inbox),
      FIRMFLOW_MONGO_PORT: String(mongo),
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      FIRMFLOW_TASK_QUEUE: temporal.taskQueue,
      ...settings,
    },
  });
  const said = await untilSaid(child, "Firmflow is ready");
  return {
    said,
    home: `http://localhost:${port}`,
    inbox: `http://localhost:${inbox}`,
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise((done) => child.once("exit", done));
        child.kill("SIGTERM");
        await ended;
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** What a program has said by the time it says this. */
function untilSaid(child: ChildProcess, words: string): Promise<string> {
  return new Promise((ready, fail) => {
    let said = "";
    const hear = (part: Buffer) => {
      said += part.toString();
      if (said.includes(words)) ready(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => fail(new Error(`It ended with ${code} before it said "${words}":\n${said}`)));
  });
}
