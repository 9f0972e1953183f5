import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Client } from "@temporalio/client";
import proto from "@temporalio/proto";

/** One version of the shell: runs go from worker to worker within it, and up to a newer one at their next step. */
export interface ShellVersion {
  deploymentName: string;
  buildId: string;
}

/** A version nobody has asked for work in so long is gone: its machine was switched off, or went back to an older release. */
const goneAfterMs = 90_000;

/**
 * Named after what the sandbox runs: a release that leaves the shell alone keeps its id, whatever else changed and wherever it was built.
 * The deployment is named as its task queue.
 */
export function shellVersion(taskQueue: string, { code }: { code: string }): ShellVersion {
  const [program = ""] = code.split("//# sourceMappingURL");
  return { deploymentName: taskQueue, buildId: createHash("sha256").update(program).digest("hex").slice(0, 16) };
}

type Request = Parameters<Client["connection"]["workflowService"]["setWorkerDeploymentCurrentVersion"]>[0];

/** New runs start on this version from now on, and open ones come up to it at their next step. */
export async function makeCurrent({ connection, options }: Client, version: ShellVersion): Promise<void> {
  const request = { namespace: options.namespace, ...version, identity: `worker@${hostname()}`, ignoreMissingTaskQueues: true };
  await connection.workflowService.setWorkerDeploymentCurrentVersion(request satisfies Request);
}

/**
 * Whether this worker's version should be the current one: because there is none, the current one is older, or nobody works on it any
 * more. A worker of the release before, started again in the middle of a change, thereby does not take the runs back.
 */
export async function shouldBeCurrent({ connection, options }: Client, version: ShellVersion): Promise<boolean> {
  const { namespace } = options;
  const { deploymentName, buildId } = version;
  const { workerDeploymentInfo: info } = await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName });
  const current = info?.routingConfig?.currentDeploymentVersion?.buildId;
  if (current === buildId) return false;
  if (!current) return true;
  const since = (id: string) =>
    millis(info?.versionSummaries?.find((one) => one.deploymentVersion?.buildId === id)?.createTime) ?? Number.NEGATIVE_INFINITY;
  if (since(buildId) > since(current)) return true;
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: deploymentName },
    taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  const theirs = (pollers ?? []).filter((one) => one.deploymentOptions?.buildId === current);
  return !theirs.some((one) => Date.now() - (millis(one.lastAccessTime) ?? 0) < goneAfterMs);
}

export interface KeepingCurrent {
  /** Also where a newer one is current: for whoever starts the only workers there are, as `npm start` does. */
  always?: boolean;
  everyMs?: number;
  onError(error: unknown): void;
}

/** Makes this worker's version the current one when it should be, at its start and for as long as it works. */
export function keepCurrent(client: Client, version: ShellVersion, options: KeepingCurrent): { stop(): void } {
  const { always = false, everyMs = 30_000, onError } = options;
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    try {
      if ((always && !told) || (await shouldBeCurrent(client, version))) await makeCurrent(client, version);
      told = true;
    } catch (error) {
      // Not known to the server before its first poll has arrived there.
      if (told || !isNotKnownYet(error)) onError(error);
    }
    if (!stopped) timer = setTimeout(() => void look(), told ? everyMs : 500);
  };
  void look();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** gRPC: NOT_FOUND for the deployment, FAILED_PRECONDITION for the version. */
const isNotKnownYet = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && (error.code === 5 || error.code === 9);

function millis(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number | undefined {
  return time?.seconds === undefined || time.seconds === null ? undefined : Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6;
}
