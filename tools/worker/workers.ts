import type { Client } from "@temporalio/client";
import { DefaultLogger, type NativeConnection, Runtime, Worker } from "@temporalio/worker";
import type { ShellSettings } from "../../domain/runs/index.ts";
import { clientOn, setTemporal } from "../../domain/runs/index.ts";
import { workflowBundle } from "./bundle.ts";
import { type KeepingCurrent, keepCurrent, shellVersion } from "./deployment.ts";
import { documentWorker, flowWorker, mailWorker, type WorkerSettings } from "./options.ts";

let quiet = false;

/** What workers say of themselves goes on only where something is wrong. Before the process's first connection. */
export function quietWorkers(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({ logger: new DefaultLogger("ERROR"), telemetryOptions: { logging: { forward: {}, filter: "ERROR" } } });
}

export interface RunningWorkers {
  client: Client;
  /** Finishes what is being done, takes no more. */
  stop(): Promise<void>;
  /** Rejects when a worker fails for good. */
  failed: Promise<never>;
}

/** Starts the three workers on one connection, over which runs are started too: a run's first step then stays in this process. */
export async function startWorkers(
  connection: NativeConnection,
  settings: WorkerSettings & {
    shell?: ShellSettings;
    bundle?: { code: string };
    /** Works under the version of its shell, and sees to it that the newest version is the current one. */
    current?: KeepingCurrent;
  },
): Promise<RunningWorkers> {
  const bundle = settings.bundle ?? (await workflowBundle());
  const version = settings.current ? shellVersion(settings.taskQueue, bundle) : undefined;
  const workers = await Promise.all(
    [flowWorker({ ...settings, ...(version ? { version } : {}) }, bundle), mailWorker(settings), documentWorker(settings)].map((options) =>
      Worker.create({ ...options, connection }),
    ),
  );
  const client = clientOn(connection, settings.namespace);
  setTemporal({ client, taskQueue: settings.taskQueue, eager: true, ...(settings.shell ? { settings: settings.shell } : {}) });
  const running = workers.map((worker) => worker.run());
  const keeping = version && settings.current ? keepCurrent(client, version, settings.current) : null;
  const failed = new Promise<never>((_, reject) => {
    for (const one of running) one.catch(reject);
  });
  failed.catch(() => undefined);
  return {
    client,
    failed,
    async stop() {
      keeping?.stop();
      for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
      await Promise.allSettled(running);
    },
  };
}
