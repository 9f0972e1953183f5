import type { TestWorkflowEnvironment } from "@temporalio/testing";
import { type ActivityInterceptorsFactory, NativeConnection } from "@temporalio/worker";
import { atServerTime, followServerClock } from "../../activities/clock.ts";
import { clock, type Scope, withScope } from "../../domain/base/index.ts";
import { deliverPending, tellCalendars, tellReleased } from "../../domain/events/dispatchers.ts";
import { publishDefinition } from "../../domain/flows/index.ts";
import { closeMailConnections, saveMessageTemplate } from "../../domain/messages/index.ts";
import { enrolAndStart, JournalModel, RunModel, type RunRecord, type ShellSettings, setTemporal } from "../../domain/runs/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import type { JournalEntry } from "../../engine/run/index.ts";
import type { KeepingCurrent } from "../../tools/worker/deployment.ts";
import { startWorkers } from "../../tools/worker/workers.ts";
import { workflowBundle } from "./bundle.ts";
import { connectToFresh, leaveDatabase } from "./database.ts";
import { aFirm, type TestFirm } from "./firm.ts";
import { welcomeMail } from "./flows.ts";
import { mailServer } from "./smtp.ts";
import { devServer, timeSkippingServer } from "./temporal.ts";

interface EngineOptions {
  shell?: ShellSettings;
  /** Works under the version of its shell, beside others. */
  current?: KeepingCurrent;
  /** What the mail server does with each mail before it takes it; one that throws is refused. */
  onMail?: Parameters<typeof mailServer>[0];
  activityInterceptors?: ActivityInterceptorsFactory[];
}
interface SkippingOptions extends Pick<EngineOptions, "shell" | "onMail"> {
  /** Stand around every activity. */
  activityInterceptors?: (environment: TestWorkflowEnvironment) => ActivityInterceptorsFactory[];
}

/** The whole of it in this process: a database of its own, workers, a mail server. On the shared dev server, in real time. */
export async function liveEngine(options: EngineOptions = {}) {
  const { address, namespace, taskQueue } = devServer();
  const connection = await NativeConnection.connect({ address });
  const parts = await common(connection, namespace, taskQueue, options);
  return {
    ...parts,
    taskQueue,
    namespace,
    address,
    async stop() {
      await parts.stopParts();
      await connection.close();
    },
  };
}

/** The same on a server whose clock skips what nobody waits for; the domain's clock follows it. */
export async function skippingEngine({ shell, onMail, activityInterceptors }: SkippingOptions = {}) {
  const environment: TestWorkflowEnvironment = await timeSkippingServer();
  followServerClock();
  const parts = await common(environment.nativeConnection, environment.namespace ?? "default", "test-runs", {
    shell,
    onMail,
    activityInterceptors: activityInterceptors?.(environment),
  });
  setTemporal({ client: environment.client, taskQueue: "test-runs", ...(shell ? { settings: shell } : {}) });
  return {
    ...parts,
    /** Awaiting a result through this client lets time skip. */
    client: environment.client,
    environment,
    /** Lets so much time pass. */
    sleep: (duration: Parameters<TestWorkflowEnvironment["sleep"]>[0]) => environment.sleep(duration),
    /** Does something at the server's present. */
    now: async <T>(work: () => Promise<T>): Promise<T> => atServerTime(await environment.currentTimeMs(), work),
    /** Carries pending events to flows and lifted holds to runs, at the server's present. */
    deliver: async () => atServerTime(await environment.currentTimeMs(), deliverAll),
    async stop() {
      await parts.stopParts();
      clock.reset();
      await environment.teardown();
    },
  };
}

async function deliverAll(): Promise<void> {
  const onError = (error: unknown) => {
    throw error;
  };
  await deliverPending({ name: "test", onError });
  await tellReleased();
  await tellCalendars();
}

async function common(connection: NativeConnection, namespace: string, taskQueue: string, options: EngineOptions) {
  const { shell, current, onMail, activityInterceptors } = options;
  process.env.FIRMFLOW_SECRET ??= "a secret of the tests, long enough to be one";
  await connectToFresh();
  const mail = await mailServer(onMail);
  process.env.SMTP_URL = mail.url;
  const workers = await startWorkers(connection, {
    namespace,
    taskQueue,
    bundle: await workflowBundle(),
    ...(shell ? { shell } : {}),
    ...(current ? { current } : {}),
    ...(activityInterceptors ? { activityInterceptors } : {}),
  });
  return {
    mail,
    client: workers.client,
    workers,
    async stopParts() {
      await workers.stop();
      closeMailConnections();
      await mail.stop();
      await leaveDatabase();
      setTemporal(null);
    },
  };
}

/** A firm whose flow is live, with its messages. */
export async function firmWithFlow(definition: Definition): Promise<TestFirm> {
  const firm = await aFirm();
  await saveMessageTemplate(firm.scope, { key: "welcome", content: welcomeMail });
  await publishDefinition(firm.scope, { definition });
  return firm;
}

/** Starts a run for a matter of its own (or the one given) and gives its id. */
export async function startRun(firm: TestFirm, flowKey = "welcome", matterId?: string): Promise<string> {
  const id = matterId ?? (await firm.matter()).id;
  const enrolled = await enrolAndStart(firm.scope, { flowKey, subject: { kind: "matter", matterId: id } });
  if (enrolled.became !== "run") throw new Error(`Not started: ${enrolled.became}`);
  return enrolled.runId;
}

/** Until the run stands as it should; it takes its inputs on its own. After very long, says where it stands instead. */
export async function whenRun(scope: Scope, runId: string, is: (run: RunRecord) => boolean): Promise<RunRecord> {
  for (const end = Date.now() + 240_000; ; ) {
    const run = await runRecord(scope, runId);
    if (run && is(run)) return run;
    if (Date.now() > end) throw new Error(`The run does not come to stand so: ${JSON.stringify(run?.position)} after ${run?.tick} inputs.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The story of a run, a short line each: `sent welcome`, `waiting pause until …`. */
export async function story(scope: Scope, runId: string): Promise<string[]> {
  return (await journalOf(scope, runId)).map(({ what, step, outcome, reason }) =>
    [what, step, outcome, reason && `(${reason})`].filter((part) => part !== undefined && part !== "").join(" "),
  );
}

/** The journal's lines as the engine writes them: their moments in words. */
export async function journalOf(scope: Scope, runId: string): Promise<JournalEntry[]> {
  const lines = await withScope(scope, () => JournalModel.find({ runId }).sort({ seq: 1 }).lean());
  return JSON.parse(JSON.stringify(lines)) as JournalEntry[];
}
export const runsOf = (scope: Scope) => withScope(scope, () => RunModel.find().sort({ _id: 1 }).lean());
export const runRecord = (scope: Scope, runId: string) => withScope(scope, () => RunModel.findById(runId).lean());
